namespace Energy.Clients.FlexMeasures;

/// <summary>Checks of what a server would refuse, or take in wrongly, made before anything is sent.</summary>
internal static class FlexMeasuresCheck
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    public static void WholeMinutes(IsoDuration duration, string name)
    {
        if (!duration.IsMultipleOf(Minute))
        {
            throw new ArgumentException($"{name} is {duration}. Servers take whole minutes only: round it.", name);
        }
    }

    public static void NotNegative(IsoDuration duration, string name)
    {
        if (duration.IsNegative)
        {
            throw new ArgumentException($"{name} is {duration}. Give a duration that goes forward.", name);
        }
    }

    public static void Unit(Unit unit)
    {
        if (!unit.IsKnown && unit != Energy.Clients.Unit.None)
        {
            throw new ArgumentException($"'{unit}' is not a unit that servers know. Write it in exact case, with ² and ³: kW, MWh, °C, EUR/MWh, m³/h.", nameof(unit));
        }
    }

    public static void TimeZone(string? id, string name)
    {
        if (id is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is null)
        {
            throw new ArgumentException($"'{id}' is not the id of a time zone. Write it as Europe/Amsterdam.", name);
        }
    }

    public static void Coordinate(double? degrees, int max, string name)
    {
        if (degrees is { } value && (!(Math.Abs(value) <= max) || Math.Round(value, 7) != value))
        {
            throw new ArgumentException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {value}. Give degrees from -{max} to {max} with at most 7 decimals."), name);
        }
    }

    /// <summary>Whether a series counts what the sensor counts with the other sign.</summary>
    public static bool IsOpposite(PositiveDirection sensor, PositiveDirection series) =>
        sensor == PositiveDirection.Consumption
            ? series == PositiveDirection.Production || series == PositiveDirection.Export || series == PositiveDirection.Discharge
            : series == PositiveDirection.Consumption || series == PositiveDirection.Import || series == PositiveDirection.Charge;

    public static void Color(string? color, string name)
    {
        if (color is { } text && (text.Length is not (4 or 7) || text[0] != '#' || !text.Skip(1).All(char.IsAsciiHexDigit)))
        {
            throw new ArgumentException($"{name} '{text}' is not a colour. Write it as #1a3443.", name);
        }
    }
}
