using System.CommandLine;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Cli.Tests;

/// <summary>What <c>--from</c> and <c>--to</c> mean, and what is meant where they are left out.</summary>
public sealed class RangeOptionsTests
{
    [Theory]
    [InlineData("2026-05-31T12:00:00Z", "2026-06-01T12:00:00Z")]
    [InlineData("2026-05-01T00:00:00Z", "2026-06-01T12:00:00Z", "--from", "2026-05-01")]
    [InlineData("2026-05-09T06:00:00Z", "2026-05-10T06:00:00Z", "--to", "2026-05-10T06:00:00Z")]
    [InlineData("2026-05-01T00:00:00Z", "2026-05-10T00:00:00Z", "--from", "2026-05-01", "--to", "2026-05-10")]
    public void Range_EndsNowAndHas24HoursUnlessToldOtherwise(string start, string end, params string[] args)
    {
        var command = new RootCommand();
        var range = new RangeOptions();
        range.AddTo(command);

        var read = range.Read(command.Parse(args), new ManualTimeProvider(Instant.FromUtc(2026, 6, 1, 12, 0)));

        Assert.Equal((start, end), (read.Start.ToString(), read.End.ToString()));
    }
}
