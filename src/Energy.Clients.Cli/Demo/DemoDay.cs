using Energy.Clients.Emulators;
using Energy.Clients.Sundaya;

namespace Energy.Clients.Cli.Demo;

/// <summary>What the demo read: one day of one building.</summary>
/// <param name="Site">The building.</param>
/// <param name="Date">The day.</param>
/// <param name="Range">The same as a range.</param>
/// <param name="Columns">What each vendor that has series said.</param>
/// <param name="NotRead">The vendors without series.</param>
/// <param name="Flows">The flows by hour, for the balance.</param>
internal sealed record DemoDay(SimulatedSite Site, LocalDate Date, Interval Range, IReadOnlyList<DemoColumn> Columns, IReadOnlyList<string> NotRead,
    IReadOnlyList<SundayaFlowInterval> Flows)
{
    // One cloud counts whole watt hours: four streams, four quarter hours, each off by half of one at most. The others round far below.
    private const double Tolerance = 0.01;

    /// <summary>The flows of the whole day, in MJ.</summary>
    public SundayaBalance Balance => Flows.Aggregate(SundayaBalance.Zero, static (sum, f) => sum + f.Balance);

    /// <summary>By how much the clouds differ at most in an hour, in kWh.</summary>
    public double LargestDifference => Enumerable.Range(0, Columns[0].Hours.Count).Max(hour => Columns.Max(c => c.Hours[hour] ?? 0) - Columns.Min(c => c.Hours[hour] ?? 0));

    /// <summary>Where the clouds do not agree, as a sentence; null where they do.</summary>
    public string? Disagreement()
    {
        for (var hour = 0; hour < Columns[0].Hours.Count; hour++)
        {
            var values = Columns.Select(c => (c.Vendor, Value: c.Hours[hour])).OrderBy(static v => v.Value).ToList();
            if (values[^1].Value is { } highest && (values[0].Value is not { } lowest || highest - lowest > Tolerance))
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"The clouds do not agree: from {LabelOf(hour)} on {values[0].Vendor} says {Show(values[0].Value)} and {values[^1].Vendor} {Show(highest)}.");
            }
        }

        return Columns.FirstOrDefault(static c => c.Readings == 0) is { } empty ? $"{empty.Vendor} gave no reading." : null;
    }

    /// <summary>When an hour begins, by the building's clock.</summary>
    public string LabelOf(int hour) => (Range.Start + Duration.FromHours(hour)).InZone(Site.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Show(double? value) => value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.000} kWh") : "nothing";
}
