using NodaTime;

namespace Energy.Clients.Cli.Commands;

/// <summary>A day of one vendor's series as kWh by hour.</summary>
internal sealed record DemoColumn(string Vendor, string What, int Readings, IReadOnlyList<double> Hours)
{
    /// <summary>Reads the day with LINQ over the async stream.</summary>
    public static async Task<DemoColumn> ReadAsync(string vendor, ReadingSeries series, Interval day, CancellationToken cancellationToken)
    {
        var hours = new double[(int)Math.Ceiling(day.Duration.TotalHours)];
        var count = 0;
        var withValue = series.Where(static r => r.Value is not null).Select(r => (Hour: (int)(r.Start - day.Start).TotalHours, KilowattHours: KilowattHours(series.Info, r)));
        await foreach (var (hour, energy) in withValue.WithCancellation(cancellationToken))
        {
            hours[hour] += energy;
            count++;
        }

        return new DemoColumn(vendor, $"{series.Info.Kind} in {series.Info.Unit}", count, hours);
    }

    private static double KilowattHours(SeriesInfo info, Reading reading) => info.Kind == SeriesKind.AveragePower
        ? info.Unit.Convert(reading.Value!.Value, Unit.Kilowatt) * reading.Length.TotalHours
        : info.Unit.Convert(reading.Value!.Value, Unit.KilowattHour);
}
