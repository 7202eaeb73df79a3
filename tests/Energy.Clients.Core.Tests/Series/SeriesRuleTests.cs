using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series;

/// <summary>What the result of an operation is said to be, and what a transfer reads next: rules of words and times, without a reading.</summary>
public class SeriesRuleTests
{
    private static readonly Unit Metre = Unit.Parse("m");

    // A level (a price, a factor) leaves the other's kind; two alike make a level when divided; the rest is not known.
    [Theory]
    [InlineData(SeriesKind.Level, SeriesKind.Energy, SeriesKind.Energy, SeriesKind.Unknown)]
    [InlineData(SeriesKind.Energy, SeriesKind.Level, SeriesKind.Energy, SeriesKind.Energy)]
    [InlineData(SeriesKind.Level, SeriesKind.Level, SeriesKind.Level, SeriesKind.Level)]
    [InlineData(SeriesKind.AveragePower, SeriesKind.AveragePower, SeriesKind.Unknown, SeriesKind.Level)]
    [InlineData(SeriesKind.AveragePower, SeriesKind.Energy, SeriesKind.Unknown, SeriesKind.Unknown)]
    public void Kind_OfAProductAndAQuotient(SeriesKind left, SeriesKind right, SeriesKind product, SeriesKind quotient)
    {
        var (one, other) = (SeriesOf(Power with { Kind = left }), SeriesOf(Power with { Kind = right, Unit = Metre }));

        Assert.Equal(product, (one * other).Info.Kind);
        Assert.Equal(quotient, (one / other).Info.Kind);
    }

    [Fact]
    public void Direction_OfAProduct_IsThatOfTheOneThatHasOne()
    {
        ReadingSeries Of(PositiveDirection positive, Unit unit) => SeriesOf(Power with { Positive = positive, Unit = unit });
        foreach (var (left, right, result) in new[]
        {
            (PositiveDirection.Import, PositiveDirection.None, PositiveDirection.Import),
            (PositiveDirection.None, PositiveDirection.Export, PositiveDirection.Export),
            (PositiveDirection.Import, PositiveDirection.Import, PositiveDirection.None),
            (PositiveDirection.None, PositiveDirection.None, PositiveDirection.None),
        })
        {
            Assert.Equal(result, (Of(left, Unit.Kilowatt) * Of(right, Metre)).Info.Positive);
            Assert.Equal(result, (Of(left, Unit.Kilowatt) / Of(right, Metre)).Info.Positive);
        }
    }

    [Theory]
    [InlineData(15, 60, 15)]
    [InlineData(60, 15, 15)]
    [InlineData(15, null, null)]
    [InlineData(null, 15, null)]
    public void Resolution_OfTwo_IsTheShorterOne_WhereBothAreKnown(int? left, int? right, int? result)
    {
        static Duration? Minutes(int? minutes) => minutes is { } known ? Duration.FromMinutes(known) : null;

        var sum = SeriesOf(Power with { Resolution = Minutes(left) }) + SeriesOf(Power with { Resolution = Minutes(right) });

        Assert.Equal(Minutes(result), sum.Info.Resolution);
    }

    [Fact]
    public void Steps_OfTwo_StayWhereTheyAreTheSame()
    {
        var days = TimeStep.Days(DateTimeZone.Utc);
        ReadingSeries Of(TimeStep? step) => SeriesOf(Power with { Step = step });

        Assert.Equal(days, (Of(days) + Of(TimeStep.Days(DateTimeZone.Utc))).Info.Step);
        Assert.Null((Of(days) + Of(TimeStep.Months(DateTimeZone.Utc))).Info.Step);
        Assert.Null((Of(days) + Of(null)).Info.Step);
    }

    [Fact]
    public void Info_OfASum_IsWhatAllHaveInCommon()
    {
        var (utc, kathmandu) = (DateTimeZone.Utc, DateTimeZoneProviders.Tzdb["Asia/Kathmandu"]);
        var known = Power with { Zone = utc, Step = TimeStep.Days(utc), Positive = PositiveDirection.Import };
        SeriesInfo Of(SeriesInfo last) => ReadingSeries.Sum(SeriesOf(known), SeriesOf(known), SeriesOf(last)).Info;
        var alike = Of(known);

        Assert.Equal((known.Resolution, known.Step, known.Zone, known.Positive), (alike.Resolution, alike.Step, alike.Zone, alike.Positive));
        Assert.Null(Of(known with { Resolution = Duration.FromMinutes(30) }).Resolution);
        Assert.Null(Of(known with { Step = TimeStep.Days(kathmandu) }).Step);
        Assert.Null(Of(known with { Zone = kathmandu }).Zone);
        Assert.Equal(PositiveDirection.None, Of(known with { Positive = PositiveDirection.None }).Positive);
        Assert.Equal(known.Zone, Of(known with { Resolution = null, Step = null }).Zone);
    }

    [Fact]
    public void Direction_OfTwoAddedUp_IsTheirs_WhereItIsTheSame()
    {
        ReadingSeries Of(PositiveDirection positive) => SeriesOf(Power with { Positive = positive });

        Assert.Equal(PositiveDirection.Import, (Of(PositiveDirection.Import) + Of(PositiveDirection.Import)).Info.Positive);
        Assert.Equal(PositiveDirection.None, (Of(PositiveDirection.Import) + Of(PositiveDirection.None)).Info.Positive);
        Assert.Equal(PositiveDirection.None, (Of(PositiveDirection.None) + Of(PositiveDirection.Import)).Info.Positive);
        Assert.Contains("WithSign", Assert.Throws<ArgumentException>(() => ReadingSeries.Sum(Of(PositiveDirection.Import), Of(PositiveDirection.Export))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_OfUnlikeMeasures_SaysWhichIsWhichAndWhatToDo()
    {
        ReadingSeries Of(SeriesKind kind) => SeriesOf(Power with { Identity = "test:/" + kind, Kind = kind });
        string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
        foreach (var other in new[] { SeriesKind.AveragePower, SeriesKind.Level })
        {
            Assert.Contains("ToEnergy or ToPower", Message(() => _ = Of(SeriesKind.Energy) + Of(other)), StringComparison.Ordinal);
            Assert.Contains("ToEnergy or ToPower", Message(() => _ = Of(other) - Of(SeriesKind.Energy)), StringComparison.Ordinal);
        }

        Assert.Contains("one measure first", Message(() => _ = Of(SeriesKind.AveragePower) - Of(SeriesKind.Level)), StringComparison.Ordinal);
        foreach (var (instants, remedy) in new[] { (SeriesKind.Cumulative, "Difference"), (SeriesKind.Instantaneous, "Resample") })
        {
            var expected = $"test:/{instants} is of instants ({instants}) and test:/Level of intervals (Level). {remedy} makes intervals of the first.";

            Assert.StartsWith(expected, Message(() => ReadingSeries.Align(Of(instants), Of(SeriesKind.Level))), StringComparison.Ordinal);
            Assert.StartsWith(expected, Message(() => ReadingSeries.Align(Of(SeriesKind.Level), Of(instants))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Operation_ThatChangesNothing_IsTheSameSeries()
    {
        var series = Power3(1);

        Assert.Same(series, series.ToUnit(Unit.Kilowatt));
        Assert.Same(series, series.ToPower());
        Assert.Same(series, series.WithSign(PositiveDirection.Consumption));
        var energy = SeriesOf(Consumed);
        Assert.Same(energy, energy.ToEnergy());
    }

    [Theory]
    [InlineData(2, PositiveDirectionKept)]
    [InlineData(-2, PositiveDirectionTurned)]
    [InlineData(0, PositiveDirectionKept)]
    public void Factor_BelowZero_TurnsTheDirection(double factor, string direction)
    {
        Assert.Equal(direction, (Power3(1) * factor).Info.Positive.Name);
        Assert.Equal(direction, (factor * Power3(1)).Info.Positive.Name);
        if (factor != 0)
        {
            Assert.Equal(direction, (Power3(1) / factor).Info.Positive.Name);
        }
    }

    private const string PositiveDirectionKept = "consumption";

    private const string PositiveDirectionTurned = "production";

    // A series that does not grow is read to its end once.
    [Fact]
    public void NextRead_OfAWholeSeries_GoesOnUntilItIsComplete()
    {
        var source = TransferSource.Of(Power3(1), "whole");
        var token = PageToken.At(1, "2");
        var begun = new Checkpoint { Name = "whole", Revision = 1, Token = token };

        Assert.Equal(new TransferRead(null, null), source.NextRead(null, At(0), Duration.Zero));
        Assert.Equal(new TransferRead(null, token), source.NextRead(begun, At(0), Duration.Zero));
        Assert.Null(source.NextRead(begun with { Token = null }, At(0), Duration.Zero));
        Assert.Equal(("whole", false), (source.Name, source.Grows));
        Assert.Equal("test:/power", TransferSource.Of(Power3(1)).Name);
    }

    // Minutes: since 0; stored through; looked back; now, less a publishing delay of 10; until.
    [Theory]
    [InlineData(null, 0, 100, null, 0, 90)]
    [InlineData(60, 0, 100, null, 60, 90)]
    [InlineData(60, 20, 100, null, 40, 90)]
    [InlineData(60, 80, 100, null, 0, 90)]
    [InlineData(89, 0, 100, null, 89, 90)]
    [InlineData(90, 0, 100, null, null, 0)]
    [InlineData(60, 0, 100, 80, 60, 80)]
    [InlineData(60, 0, 100, 95, 60, 90)]
    [InlineData(80, 0, 100, 80, null, 0)]
    [InlineData(null, 0, 10, null, null, 0)]
    [InlineData(null, 0, 11, null, 0, 1)]
    public void NextRead_OfAGrowingSeries_IsWhatCameSince(int? through, int lookBack, int now, int? until, int? from, int to)
    {
        static Instant? Minute(int? minute) => minute is { } known ? At(known) : null;
        var source = TransferSource.Growing("grows", static (_, _) => default, At(0), Minute(until), Duration.FromMinutes(10));
        var stored = through is null ? null : new Checkpoint { Name = "grows", Revision = 1, Through = Minute(through) };

        var read = source.NextRead(stored, At(now), Duration.FromMinutes(lookBack));

        Assert.True(source.Grows);
        Assert.Equal(from is null ? null : new TransferRead(new Interval(Minute(from), At(to)), null), read);
    }

    [Fact]
    public void NextRead_OfAReadThatBrokeOff_IsTheSameRangeByItsToken()
    {
        var source = TransferSource.Growing("grows", static (_, _) => default, At(0));
        var token = PageToken.At(1, "2");
        var broken = new Checkpoint { Name = "grows", Revision = 1, Token = token, ReadFrom = At(5), ReadUntil = At(50), Through = At(20) };

        Assert.Equal(new TransferRead(new Interval(At(5), At(50)), token), source.NextRead(broken, At(100), Duration.FromMinutes(15)));
        Assert.Equal(new TransferRead(new Interval(At(20), At(100)), null), source.NextRead(broken with { Token = null }, At(100), Duration.Zero));
    }
}
