using System.CommandLine;

namespace Energy.Clients.Cli;

/// <summary><c>--resample</c>, <c>--zone</c> and <c>--unit</c>: what the readings of a series are made to before they are shown.</summary>
internal sealed class ReadingShape
{
    private readonly Option<string?> _resample =
        new("--resample")
        {
            Description =
            "Bring the readings to longer steps: PT1H, P1D, P1M. Days and months are those of --zone, or of the series' own zone; a step with a gap is missing."
        };
    private readonly Option<string?> _zone = new("--zone") { Description = "The time zone of days, dates and tables, such as Europe/Amsterdam." };
    private readonly Option<string?> _unit = new("--unit") { Description = "The unit of the numbers: kWh, MW. Power becomes energy and the other way about." };

    public void AddTo(Command command)
    {
        command.Options.Add(_resample);
        command.Options.Add(_zone);
        command.Options.Add(_unit);
    }

    /// <summary>The zone that was asked for.</summary>
    public DateTimeZone? ZoneOf(ParseResult parsed) => parsed.GetValue(_zone) is { } text ? Steps.ParseZone(text) : null;

    /// <summary>The series as asked.</summary>
    public ReadingSeries Apply(ParseResult parsed, ReadingSeries series, Interval range)
    {
        var shaped = parsed.GetValue(_unit) is { } unit ? In(series, Unit.Parse(unit)) : series;
        return parsed.GetValue(_resample) is { } step
            ? shaped.Resample(Steps.Parse("--resample", step, ZoneOf(parsed) ?? (IsOfCalendar(step) ? series.Info.Zone : null)), new ResampleOptions { Range = range })
            : shaped;
    }

    private static bool IsOfCalendar(string step) => step.StartsWith('P') && !step.StartsWith("PT", StringComparison.Ordinal);

    private static ReadingSeries In(ReadingSeries series, Unit unit)
    {
        try
        {
            return series.ToUnit(unit);
        }
        catch (UnitConversionException) when (series.Info.Kind == SeriesKind.AveragePower)
        {
            return series.ToEnergy(unit);
        }
        catch (UnitConversionException) when (series.Info.Kind == SeriesKind.Energy)
        {
            return series.ToPower(unit);
        }
    }
}
