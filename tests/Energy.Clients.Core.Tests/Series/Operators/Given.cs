using NodaTime;

namespace Energy.Clients.Tests.Series.Operators;

/// <summary>Short words for readings in tests: minutes since a midnight in UTC.</summary>
internal static class Given
{
    public static readonly Instant Midnight = Instant.FromUtc(2024, 3, 1, 0, 0);

    public static readonly SeriesInfo Power =
        new() { Identity = "test:/power", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Duration.FromMinutes(15), Positive = PositiveDirection.Consumption };

    public static readonly SeriesInfo Consumed = Power with { Identity = "test:/energy", Unit = Unit.KilowattHour, Kind = SeriesKind.Energy };

    public static readonly SeriesInfo Level = Power with { Identity = "test:/price", Unit = Unit.EuroPerKilowattHour, Kind = SeriesKind.Level, Positive = PositiveDirection.None };

    public static readonly SeriesInfo Temperature = new() { Identity = "test:/temperature", Unit = Unit.DegreeCelsius, Kind = SeriesKind.Instantaneous, Stamp = StampEdge.Instant };

    public static readonly SeriesInfo Counter =
        new() { Identity = "test:/counter", Unit = Unit.KilowattHour, Kind = SeriesKind.Cumulative, Stamp = StampEdge.Instant, Positive = PositiveDirection.Consumption };

    public static Instant At(double minutes) => Midnight + Duration.FromMinutes(minutes);

    /// <summary>A reading of an interval, by minutes.</summary>
    public static Reading R(double start, double end, double? value) => new(At(start), At(end), value);

    /// <summary>A reading at one instant.</summary>
    public static Reading P(double at, double? value) => R(at, at, value);

    /// <summary>Quarter hours from midnight on, one a value.</summary>
    public static Reading[] Quarters(params double?[] values) => [.. values.Select(static (v, i) => R(15 * i, 15 * (i + 1), v))];

    public static ReadingSeries SeriesOf(SeriesInfo info, params Reading[] readings) => new ReadingSource(readings).Series(info);

    public static ReadingSeries Power3(params double?[] values) => new ReadingSource(Quarters(values), 3, 2).Series(Power);
}
