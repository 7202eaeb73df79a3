using NodaTime;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The samples of the pages about value types, each between the lines of a region named after its page, word for word.</summary>
internal static class ValueTypeSnippets
{
    public static void ConvertWithMdo(double[] rawValues, double[] shownValues, Mdo gallonsToLitres, Mdo litresToGallons)
    {
        #region docs/mdo.md
        var fahrenheit = new Mdo(9, 5, 32);
        var boiling = fahrenheit.Apply(100);                          // 212
        var back = fahrenheit.Reverse(212);                           // 100
        fahrenheit.Apply(rawValues, shownValues);                     // spans, vectorised, the same bits
        var shown = Mdo.Convert(5, gallonsToLitres, litresToGallons); // raw → stored → shown, as the server does
        var factor = Mdo.FromFactor(3.78541);                         // 378541x/100000
        var text = Mdo.Parse("0.5+3x/2").ToString("V");               // V * 3/2 + 0.5
        #endregion
    }

    public static void TakeAddressApart()
    {
        #region docs/entity-addresses.md
        var address = EntityAddress.Parse("ea1.2021-02.io.flexmeasures.company:30:73");
        var host = address.Host;                                           // company.flexmeasures.io
        var since = address.DateCode;                                      // 2021-02, a NodaTime YearMonth
        var isConnection = address.TryGetConnection(out var connection);   // owner 30, asset 73

        var sensor = EntityAddress.Create(new YearMonth(2021, 2), "company.flexmeasures.io", new SensorAddress(42));
        // ea1.2021-02.io.flexmeasures.company:fm1.42

        var expanded = EntityAddress.Expand("30:73", new YearMonth(2021, 2), "company.flexmeasures.io");
        // ea1.2021-02.io.flexmeasures.company:30:73
        #endregion
    }

    public static void PrintWeek()
    {
        #region docs/periods.md
        var week = EnergyPeriod.Containing(Instant.FromUtc(2023, 8, 2, 9, 0), PeriodKind.Week);

        Console.WriteLine(week.Epoch);            // 20230731                   in links
        Console.WriteLine(week.Title);            // 31/07/23 - 06/08/23        on screen
        Console.WriteLine(week.Prompt);           // Week 31-07-2023
        Console.WriteLine(week.Interval);         // 2023-07-31T00:00Z to 2023-08-07T00:00Z, the end excluded
        Console.WriteLine(week.LastInstant);      // 2023-08-06T23:59:59.999Z, the server's inclusive end
        Console.WriteLine(week.Next.Epoch);       // 20230807
        Console.WriteLine(week.Parent);           // month/20230701: the month of its Monday
        Console.WriteLine(week.Labels);           // Mon Tue Wed Thu Fri Sat Sun
        Console.WriteLine(week.GrandchildSpan);   // timeofday/20230731T0000/28
        foreach (var day in week.Children)        // seven days, nothing allocated
        {
            Console.WriteLine(day.Prompt);
        }
        #endregion
    }

    public static void ConvertUnits()
    {
        #region docs/units.md
        var power = Unit.Kilowatt.Convert(1500, Unit.Megawatt);                                // 1.5
        var price = Unit.Parse("cEUR/kWh").Convert(10, Unit.EuroPerMegawattHour);              // 100
        var average = Unit.KilowattHour.Convert(1, Unit.Kilowatt, Duration.FromMinutes(15));   // 4
        var toMegawatt = Unit.Kilowatt.GetConversion(Unit.Megawatt);                           // once, then toMegawatt.Apply(x) for many values
        var refused = Unit.Kilowatt.Convert(1, Unit.KilowattHour);                             // UnitConversionException: needs a duration
        #endregion
    }
}
