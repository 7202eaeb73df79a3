using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Series.Operators;

public sealed class AllocationTests
{
    private static readonly Reading[] Many = [.. Enumerable.Range(0, 96 * 400).Select(static i => R(15 * i, 15 * (i + 1), i % 7))];

    public static TheoryData<string, Func<ReadingSeries, ReadingSeries>> Operators => new()
    {
        { "where", static s => s.Where(static r => r.Value > 0) },
        { "fill", static s => s.FillGaps(FillGap.Previous) },
        { "deduplicate", static s => s.Deduplicate(KeepDuplicate.Last) },
        { "resample", static s => s.Resample(NodaTime.Period.FromDays(1), NodaTime.DateTimeZone.Utc) },
        { "chain", static s => s.ToEnergy().Resample(NodaTime.Duration.FromHours(1)).ToUnit(Unit.MegawattHour) },
        { "counter", static s => s.ToEnergy().Integrate().Difference() },
        { "sum", static s => ReadingSeries.Sum(s, s * 2) },
        { "minus", static s => s - (s * 2) },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_InSteadyState_AllocatesNothingAReading(string name, Func<ReadingSeries, ReadingSeries> apply)
    {
        long Allocated(int readings) => Allocations.Of(() => ReadAsync(apply, readings).GetAwaiter().GetResult());
        Allocated(96);

        var allocated = Allocated(96 * 400) - Allocated(96 * 10);

        // A tenth of a byte a reading is what caches of zones and the like may take.
        Assert.True(allocated <= 96 * 390 / 10, $"{name}: {allocated} bytes for {96 * 390} readings more");
    }

    // Every step of it ends on the caller's thread: nothing here waits.
    private static async Task ReadAsync(Func<ReadingSeries, ReadingSeries> apply, int readings)
    {
        await foreach (var _ in apply(new ReadingSource(new ArraySegment<Reading>(Many, 0, readings), int.MaxValue, 512).Series(Power)))
        {
        }
    }
}
