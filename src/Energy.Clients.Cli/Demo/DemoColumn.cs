namespace Energy.Clients.Cli.Demo;

/// <summary>A day of one vendor's series as kWh by hour; an hour of which a part is missing is missing.</summary>
internal sealed record DemoColumn(string Vendor, string What, int Readings, IReadOnlyList<double?> Hours)
{
    /// <summary>The day; missing when an hour is.</summary>
    public double? Sum => Hours.Contains(null) ? null : Hours.Sum();

    /// <summary>Reads the day with operators over the stream, as any user would.</summary>
    public static async Task<DemoColumn> ReadAsync(string vendor, ReadingSeries series, Interval day, CancellationToken cancellationToken)
    {
        var energy = series.Info.Kind == SeriesKind.AveragePower ? series.ToEnergy(Unit.KilowattHour) : series.ToUnit(Unit.KilowattHour);
        var hours = energy.Resample(TimeStep.Of(Duration.FromHours(1), day.Start), new ResampleOptions { Range = day });
        var steps = await hours.Steps.ToListAsync(cancellationToken);
        return new DemoColumn(vendor, $"{(series.Info.Kind == SeriesKind.AveragePower ? "average power" : "energy")} in {series.Info.Unit}", steps.Sum(static s => s.Count),
            [.. steps.Select(static s => s.Value)]);
    }
}
