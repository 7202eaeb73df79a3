using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Energy.Clients.Tests.Json;

public class SameDayTimesTests
{
    private static readonly string[] Before = ["2026-01-31T23:59:59Z", "1969-12-31T00:00:00Z", "2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00+01:00"];

    [Theory]
    [InlineData("2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T23:59:59Z")]
    [InlineData("2026-01-31T19:08:37Z")]
    [InlineData("2026-02-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("2026-01-31T12:00:00.25Z")]
    [InlineData("2026-01-31T12:00:00+05:30")]
    [InlineData("2026-01-31T12:00:00\\u005a")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T23:60:00Z")]
    [InlineData("2026-01-31T23:59:60Z")]
    [InlineData("2026-01-31T23:5:590Z")]
    [InlineData("2026-01-31T23-59-59Z")]
    [InlineData("2026-01-31T2:359:59Z")]
    [InlineData("2026-01-31t23:59:59Z")]
    [InlineData("2026-01-31T23:59:59z")]
    [InlineData("2026-01-31T23:59:59 ")]
    [InlineData("2026-01-31T1:000:00Z")]
    [InlineData("2026-01-31T:0:00:00Z")]
    [InlineData("2026-01-31T/0:00:00Z")]
    [InlineData("2026-01-31")]
    [InlineData("")]
    public void Time_BehindAnyOther_IsReadOrRefusedAsAlone(string text)
    {
        var times = new SameDayTimes();
        Assert.Equal(Alone(text), Read(ref times, text));
        foreach (var before in Before)
        {
            Assert.Equal(Alone(before), Read(ref times, before));
            Assert.Equal(Alone(text), Read(ref times, text));
        }
    }

    [Fact]
    public void Times_OfAFewDays_AreReadAsAlone()
    {
        var gen = from seconds in Gen.Choose(-200_000, 200_000).ListOf()
                  from day in Gen.Choose(-30_000, 60_000)
                  select seconds.Select(s => InstantText.Format(Instant.FromUnixTimeSeconds((86_400L * day) + s))).ToArray();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(gen.ToArbitrary(), static texts =>
        {
            var times = new SameDayTimes();
            foreach (var text in texts)
            {
                Assert.Equal(Alone(text), Read(ref times, text));
            }
        }));
    }

    [Fact]
    public void Times_WithOneByteChanged_AreReadOrRefusedAsAlone()
    {
        var times = new SameDayTimes();
        for (var at = 0; at < 20; at++)
        {
            for (var changed = ' '; changed < 127; changed++)
            {
                if (changed is '"' or '\\')
                {
                    continue;
                }

                Read(ref times, "2026-01-31T23:59:59Z");
                var text = "2026-01-31T12:34:56Z".ToCharArray();
                text[at] = changed;
                Assert.Equal(Alone(new string(text)), Read(ref times, new string(text)));
            }
        }
    }

    private static Instant? Alone(string text)
    {
        var reader = On(text);
        try
        {
            return InstantJsonConverter.ReadInstant(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Instant? Read(ref SameDayTimes times, string text)
    {
        var reader = On(text);
        try
        {
            return times.Read(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Utf8JsonReader On(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{text}\""));
        reader.Read();
        return reader;
    }
}
