using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets.Recipes;

/// <summary>The code of docs/recipes/local-time.md.</summary>
internal static class LocalTimeSnippets
{
    public static async Task PrintAsync(ISeriesReader vendor, SeriesUri series, Action<string> print)
    {
        #region docs/recipes/local-time.md
        var amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var october = new Interval(
            amsterdam.AtStartOfDay(new LocalDate(2024, 10, 1)).ToInstant(),
            amsterdam.AtStartOfDay(new LocalDate(2024, 11, 1)).ToInstant());

        var energy = vendor.Open(series, october).ToEnergy(Unit.KilowattHour);
        await foreach (var day in energy.Resample(Period.FromDays(1), amsterdam))
        {
            print($"{day.Start.InZone(amsterdam).Date:uuuu-MM-dd}  {(day.End - day.Start).TotalHours} h  {day.Value:0.0} kWh");
        }
        #endregion
        #region docs/recipes/local-time.md
        await foreach (var month in energy.Resample(Period.FromMonths(1), amsterdam))
        {
            print($"{month.Start.InZone(amsterdam).Date:uuuu-MM}  {month.Value:0} kWh");
        }
        #endregion
        #region docs/recipes/local-time.md
        var lenient = energy.Resample(Period.FromDays(1), amsterdam, options: new ResampleOptions { Coverage = Coverage.AtLeast(0.9) });
        await foreach (var day in lenient.Steps)
        {
            print($"{day.Start.InZone(amsterdam).Date:uuuu-MM-dd}  {day.Value:0.0} kWh, of {day.Count} of {day.Expected} readings");
        }
        #endregion
    }
}
