using System.ComponentModel;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Tests.Series;

public class SeriesTests
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 3, 1, 12, 0);
    private static readonly SeriesInfo Info = new() { Identity = "test:/a", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Duration.FromMinutes(15) };

    [Fact]
    public async Task FromReadings_KeepsInfoAndCanBeTakenUpAgain()
    {
        var readings = Readings(5);
        var all = await ResumeLaw.AssertAsync(() => ReadingSeries.FromReadings(Info, readings));

        Assert.Equal(readings, all);
        Assert.Same(Info, ReadingSeries.FromReadings(Info, readings).Info);
    }

    [Fact]
    public async Task WithInfo_OnAnyStream_CanBeTakenUpAgain()
    {
        var readings = Readings(7);

        Assert.Equal(readings, await ResumeLaw.AssertAsync(() => readings.ToAsyncEnumerable().Where(static r => r.Value >= 0).WithInfo(Info)));
    }

    [Fact]
    public async Task WithInfo_OnAStreamThatChangedMeanwhile_IsRefused()
    {
        var readings = Readings(3);
        PageToken? token = null;
        await foreach (var (i, tracked) in readings.ToAsyncEnumerable().WithInfo(Info).WithTokens().Index())
        {
            token = i == 1 ? tracked.GetToken() : token;
        }

        readings[0] = readings[0] with { Value = 99 };

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await readings.ToAsyncEnumerable().WithInfo(Info).StartingAt(token!).ToListAsync());
    }

    [Fact]
    public async Task Token_OfOneFakeSeries_IsRefusedByAnother()
    {
        var token = (await ReadingSeries.FromReadings(Info, Readings(3)).WithTokens().FirstAsync()).GetToken();

        Assert.Equal(2, await ReadingSeries.FromReadings(Info, Readings(3)).StartingAt(token).CountAsync());
        Assert.Throws<ArgumentException>(() => ReadingSeries.FromReadings(Info with { Identity = "test:/b" }, Readings(3)).StartingAt(token));
        Assert.Throws<ArgumentException>(() => ReadingSeries.FromReadings(Info, Readings(4)).StartingAt(token));
    }

    [Fact]
    public async Task StartingAt_KeepsTheInfo()
    {
        var series = ReadingSeries.FromReadings(Info, Readings(3));
        var page = await series.WithTokens().FirstAsync();

        ReadingSeries rest = series.StartingAt(page.GetToken());

        Assert.Same(Info, rest.Info);
        Assert.Equal(2, await rest.CountAsync());
    }

    [Fact]
    public void Fingerprint_TellsMissingFromZeroAndTimesFromEachOther()
    {
        var zero = new Reading(Noon, Noon + Duration.FromMinutes(15), 0);

        Assert.Equal(4, new[] { zero, zero with { Value = null }, zero with { End = Noon }, zero with { Start = Noon + Duration.FromMinutes(1) } }.Select(r => r.Fingerprint())
            .Distinct().Count());
        Assert.Equal(zero.Fingerprint(), new Reading(Noon, Noon + Duration.FromMinutes(15), 0).Fingerprint());
        Assert.Equal(Duration.FromMinutes(15), zero.Length);
        Assert.Equal(new Interval(Noon, Noon + Duration.FromMinutes(15)), zero.Interval);
    }

    [Theory]
    [InlineData("stem:/sites/a-1/MONITOR", "stem:/sites/a-1/MONITOR")]
    [InlineData("stem:/sites/a%2Fb/MONITOR?resolution=900", "stem:/sites/a%2Fb/MONITOR?resolution=900")]
    [InlineData("sundaya:/sites/999/harvest?period=hour&a=b%20c", "sundaya:/sites/999/harvest?a=b%20c&period=hour")]
    [InlineData("iotile:/s--0000-0001--0000-0000-0000-0002--5001", "iotile:/s--0000-0001--0000-0000-0000-0002--5001")]
    [InlineData("flexmeasures:/sensors/%34%32", "flexmeasures:/sensors/42")]
    [InlineData("stem+north:/sites/a-1/MONITOR", "stem+north:/sites/a-1/MONITOR")]
    [InlineData("st:/a", "st:/a")]
    [InlineData("stem:/a?", "stem:/a")]
    [InlineData("stem+south%20side%3A2:/sites/a:1", "stem+south%20side%3A2:/sites/a%3A1")]
    [InlineData("stem+a/b?c=d:/sites/a?resolution=900", "stem+a%2Fb%3Fc%3Dd:/sites/a?resolution=900")]
    public void SeriesUri_Parsed_PrintsCanonicalText(string text, string canonical)
    {
        var uri = SeriesUri.Parse(text);

        Assert.Equal(canonical, uri.ToString());
        Assert.True(SeriesUri.TryParse(text, out var tried));
        Assert.Equal(uri, tried);
        Assert.Equal(uri, SeriesUri.Parse(canonical));
        Assert.Equal(uri.GetHashCode(), SeriesUri.Parse(canonical).GetHashCode());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("stem", 0)]
    [InlineData("stem+:/a", 5)]
    [InlineData("stem+north/a", 5)]
    [InlineData("s+north:/a", 0)]
    [InlineData("Stem:/a", 0)]
    [InlineData("s:/a", 0)]
    [InlineData("stem:", 5)]
    [InlineData("stem:a", 5)]
    [InlineData("stem:/", 6)]
    [InlineData("stem:/a//b", 8)]
    [InlineData("stem:/a/", 8)]
    [InlineData("stem:/a?b", 8)]
    [InlineData("stem:/a?=b", 8)]
    [InlineData("stem:/a?b=1&b=2", 12)]
    [InlineData("https://example.com/a", 7)]
    public void SeriesUri_OfAnotherText_IsRefusedAtItsPosition(string text, int position)
    {
        Assert.False(SeriesUri.TryParse(text, out _));
        Assert.Equal(position, Assert.Throws<TextFormatException>(() => SeriesUri.Parse(text)).Position);
    }

    [Fact]
    public void SeriesUri_WithTheKeyOfAClient_KeepsItBesideTheScheme()
    {
        var uri = SeriesUri.Parse("stem:/sites/a-1/MONITOR?resolution=900");

        Assert.Null(uri.Key);
        Assert.Equal("stem+north:/sites/a-1/MONITOR?resolution=900", uri.WithKey("north").ToString());
        Assert.Equal(("stem", "north"), (uri.WithKey("north").Scheme, uri.WithKey("north").Key));
        Assert.Equal("north", uri.WithKey("north").With("a", "b").Key);
        Assert.NotEqual(uri, uri.WithKey("north"));
        Assert.Equal(uri, uri.WithKey("north").WithKey(null));
        Assert.Throws<ArgumentException>(() => uri.WithKey(""));
    }

    [Fact]
    public void SeriesUri_MadeOfParts_EscapesThem()
    {
        var uri = SeriesUri.Create("stem", "sites", "a/b ü", "MONITOR").With("x", "1&2");

        Assert.Equal(["sites", "a/b ü", "MONITOR"], SeriesUri.Parse(uri.ToString()).Segments);
        Assert.Equal("1&2", SeriesUri.Parse(uri.ToString()).Query["x"]);
        Assert.Throws<ArgumentException>(() => SeriesUri.Create("Stem", "a"));
        Assert.Throws<ArgumentException>(() => SeriesUri.Create("stem"));
        Assert.Throws<ArgumentException>(() => SeriesUri.Create("stem", ""));
        Assert.Throws<ArgumentException>(() => SeriesUri.Create("stem", "sites", ""));
        Assert.False(SeriesUri.TryParse(null, out _));
    }

    [Fact]
    public void SeriesUri_InJsonAndInConfiguration_IsItsText()
    {
        const string Text = "stem:/sites/7/MONITOR?resolution=900";
        var uri = SeriesUri.Parse(Text);

        Assert.Equal($"\"{Text}\"", JsonSerializer.Serialize(uri));
        Assert.Equal(uri, JsonSerializer.Deserialize<SeriesUri>($"\"{Text}\""));
        Assert.Equal(7, JsonSerializer.Deserialize<Dictionary<SeriesUri, int>>($"{{\"{Text}\":7}}")![uri]);
        Assert.Contains("stem", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SeriesUri>("\"stem\"")).Message, StringComparison.Ordinal);
        var converter = TypeDescriptor.GetConverter(typeof(SeriesUri));
        Assert.Equal(uri, converter.ConvertFromInvariantString(Text));
        Assert.Equal(Text, converter.ConvertToInvariantString(uri));
    }

    private static Reading[] Readings(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Reading(Noon + Duration.FromMinutes(15 * i), Noon + Duration.FromMinutes(15 * (i + 1)), i))];
}
