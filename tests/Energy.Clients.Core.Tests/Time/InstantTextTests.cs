using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Tests.Time;

public class InstantTextTests
{
    private static readonly long First = InstantPattern.General.Parse("0001-01-01T00:00:00Z").Value.ToUnixTimeTicks();
    private static readonly long Last = InstantPattern.General.Parse("9999-12-31T23:59:59Z").Value.ToUnixTimeTicks();

    private static readonly Gen<Instant> Instants =
        from share in Gen.Choose(0, int.MaxValue)
        from nanos in Gen.Choose(0, 999_999_999)
        from digits in Gen.Choose(0, 9)
        select Instant.FromUnixTimeSeconds((First + (long)((Last - First) * (share / (double)int.MaxValue))) / NodaConstants.TicksPerSecond)
            .PlusNanoseconds(digits == 0 ? 0 : nanos - (nanos % (long)Math.Pow(10, 9 - digits)));

    [Fact]
    public void Format_OfAnyInstant_IsTheTextOfNodaTime() => Prop.ForAll(Instants.ToArbitrary(), instant =>
        Assert.Equal(InstantPattern.ExtendedIso.Format(instant), InstantText.Format(instant))).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_OfFormat_IsTheInstant() => Prop.ForAll(Instants.ToArbitrary(), instant =>
    {
        Assert.True(InstantText.TryParse(Encoding.ASCII.GetBytes(InstantText.Format(instant)), out var back));
        Assert.Equal(instant, back);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_WithAnOffset_AgreesWithNodaTime()
    {
        var pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");
        var gen = from instant in Instants
                  from minutes in Gen.Choose(-18 * 60, 18 * 60)
                  select (instant, minutes);
        Prop.ForAll(gen.Where(p => p.instant > Instant.FromUtc(2, 1, 1, 0, 0) && p.instant < Instant.FromUtc(9998, 1, 1, 0, 0)).ToArbitrary(), pair =>
        {
            var text = pattern.Format(pair.instant.WithOffset(Offset.FromSeconds(pair.minutes * 60)));
            Assert.True(InstantText.TryParse(Encoding.ASCII.GetBytes(text), out var back), text);
            Assert.Equal(pattern.Parse(text).Value.ToInstant(), back);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2024-02-29T23:59:59Z", true)]
    [InlineData("2023-02-29T23:59:59Z", false)]
    [InlineData("1900-02-29T00:00:00Z", false)]
    [InlineData("2000-02-29T00:00:00Z", true)]
    [InlineData("2024-02-28T23:59:59.123456789Z", true)]
    [InlineData("2024-02-28T23:59:59.1234567890Z", false)]
    [InlineData("2024-02-28T23:59:59.Z", false)]
    [InlineData("2024-02-28T23:59:59,5Z", false)]
    [InlineData("2024-02-28T24:00:00Z", false)]
    [InlineData("2024-02-28T23:60:00Z", false)]
    [InlineData("2024-02-28T23:59:60Z", false)]
    [InlineData("2024-02-28T23:59:59", false)]
    [InlineData("2024-02-28T23:59:59z", false)]
    [InlineData("2024-02-28t23:59:59Z", false)]
    [InlineData("2024-02-28 23:59:59Z", false)]
    [InlineData("2024-02-28T23:59:59+0100", false)]
    [InlineData("2024-02-28T23:59:59+01:00", true)]
    [InlineData("2024-02-28T23:59:59-00:00", true)]
    [InlineData("2024-02-28T23:59:59+24:00", false)]
    [InlineData("2024-02-28T23:59:59+01:60", false)]
    [InlineData("9999-12-31T23:59:59-14:00", false)]
    [InlineData("0001-01-01T00:00:00+00:01", false)]
    [InlineData("9999-12-31T23:59:59+14:00", true)]
    [InlineData("2024-02-28T23:59:59Z ", false)]
    [InlineData(" 2024-02-28T23:59:59Z", false)]
    [InlineData("0000-01-01T00:00:00Z", false)]
    [InlineData("2024-00-10T00:00:00Z", false)]
    [InlineData("2024-13-10T00:00:00Z", false)]
    [InlineData("2024-1-10T00:00:00Z", false)]
    [InlineData("2024-02-28", false)]
    [InlineData("", false)]
    public void Parse_OfNearMisses_TakesOnlyTheStatedForm(string text, bool good) =>
        Assert.Equal(good, InstantText.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
