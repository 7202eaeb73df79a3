using System.Globalization;
using System.Text;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Builds a path with a query; what is null is left out.</summary>
internal sealed class FlexMeasuresPath(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    public FlexMeasuresPath Add(string name, string? value)
    {
        if (value is not null)
        {
            // Everything is escaped, above all '+': a bare one reaches the server as a blank, and the offset is lost.
            _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _separator = '&';
        }

        return this;
    }

    public FlexMeasuresPath Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public FlexMeasuresPath Add(string name, bool? value) => Add(name, value is { } flag ? flag ? "true" : "false" : null);

    public FlexMeasuresPath Add(string name, OffsetDateTime? value) => Add(name, value is { } time ? FlexMeasuresTime.Format(time) : null);

    public FlexMeasuresPath Add(string name, Instant? value) => Add(name, value is { } instant ? FlexMeasuresTime.Format(instant) : null);

    public FlexMeasuresPath Add(string name, IsoDuration? value) => Add(name, value?.ToString(IsoDurationStyle.Hours));

    public override string ToString() => _text.ToString();
}
