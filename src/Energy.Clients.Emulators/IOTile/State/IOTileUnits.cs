using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Conversions of the emulator: multiply, divide, add, in doubles and in that order.</summary>
internal static class IOTileUnits
{
    internal static double Apply(JsonNode? unit, double value)
    {
        if (unit is not JsonObject u)
        {
            return value;
        }

        return (value * Number(u["m"], 1) / Number(u["d"], 1)) + Number(u["o"], 0);
    }

    /// <summary>A whole number of any width.</summary>
    internal static long Whole(JsonNode node) => long.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    internal static double Number(JsonNode? node, double byDefault) => node is null ? byDefault : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    internal static double? Stored(JsonObject? stream, long? raw)
    {
        if (raw is not { } number)
        {
            return null;
        }

        if (stream is null)
        {
            return number;
        }

        var bits = (string?)stream["raw_value_format"] == "<l" ? unchecked((int)number) : number;
        double value = Math.Clamp(bits, -int.MaxValue, int.MaxValue);
        value = (value * Number(stream["multiplication_factor"], 1) / Number(stream["division_factor"], 1)) + Number(stream["offset"], 0);
        return Apply(stream["input_unit"], value);
    }

    internal static string Display(double value, int places)
    {
        var scale = Math.Pow(10, places);
        var scaled = value * scale;
        // The server's language breaks exact ties to even; the framework's formatting breaks them away from zero.
        var text = Math.Abs(scaled - Math.Truncate(scaled)) == 0.5 ? Math.Round(scaled, MidpointRounding.ToEven) / scale : value;
        return text.ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
