using System.Buffers.Text;

namespace Energy.Clients.Sundaya;

/// <summary>One flow's numbers in an item.</summary>
public sealed class SundayaFlowSeries : IKeepsUnknownMembers
{
    private double?[]? _values;

    /// <summary>The flow's name on the wire.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>The numbers as text, separated by single spaces, in MJ, never negative. Decimals by period: instant 12, second and minute 9, hour 6, others 3.</summary>
    public string Value { get => field ?? ""; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The flow.</summary>
    [JsonIgnore]
    public SundayaFlow Flow => new(Name);

    /// <summary>The numbers of <see cref="Value"/>. <see langword="null"/> where the text is a bare <c>0</c>, the server's mark for a period that has not begun.</summary>
    /// <exception cref="EnergyPayloadException">A number cannot be read.</exception>
    [JsonIgnore]
    public IReadOnlyList<double?> Values => _values ??= Read(Name, Value);

    internal static bool TryReadNumber(ReadOnlySpan<byte> text, out double? value)
    {
        if (text is [(byte)'0'])
        {
            value = null;
            return true;
        }

        var read = JsonNumber.TryReadPlain(text, out var number)
            || (Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && double.IsFinite(number));
        value = number;
        return read;
    }

    private static double?[] Read(string name, string text) =>
        text.Length == 0 ? [] : Array.ConvertAll(text.Split(' '), number => TryReadNumber(Encoding.UTF8.GetBytes(number), out var value)
        ? value
        : throw EnergyErrors.Payload(SundayaFlowOperations.Get, null, $"The value '{number}' of {name} is not a number. The vendor's interface may have changed."));
}
