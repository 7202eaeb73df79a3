using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>A series as messages of 2021: in chunks that may be repeated, though the server rolls back what it knows in part.</summary>
public sealed class MessageWriteTests
{
    private static readonly Instant Day = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    public static TheoryData<string> Versions => ["v1", "v1_1", "v1_2", "v1_3", "v2_0"];

    private static async Task<(FlexMeasuresFixture Fixture, string Battery)> StartAsync(Action<FlexMeasuresClientOptions>? client = null)
    {
        var fixture = await FlexMeasuresFixture.StartAsync(o => o.SpeaksMessages = true, client);
        var connections = await fixture.Client.Messages.GetConnectionsAsync(FlexMeasuresApiVersion.V20);
        return (fixture, connections.Addresses[connections.Names.ToList().FindIndex(n => n.EndsWith("battery", StringComparison.Ordinal))]);
    }

    private static ReadingSeries Series(Unit unit, PositiveDirection positive, params double?[] values) => ReadingSeries.FromReadings(
        new SeriesInfo { Identity = "test:/series", Unit = unit, Kind = SeriesKind.AveragePower, Resolution = Quarter, Positive = positive },
        [.. values.Select((v, i) => new Reading(Day + (Quarter * i), Day + (Quarter * (i + 1)), v))]);

    private static FlexMeasuresMessageQuery Read() => new()
    {
        Start = Day.WithOffset(Offset.Zero),
        Duration = IsoDuration.Parse("PT4H"),
        Resolution = IsoDuration.Parse("PT15M"),
    };

    private static List<JsonElement> Posted(FlexMeasuresFixture fixture) =>
        [.. fixture.Server.Requests.ToList()
            .Where(r => r.Method == "POST" && r.Path.Contains("/post", StringComparison.Ordinal)).Select(r => JsonDocument.Parse(r.Body!).RootElement)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Write_InChunks_IsBelievedAtOnePriorAndCanBeRepeated(string name)
    {
        var version = new FlexMeasuresApiVersion(name);
        var (fixture, battery) = await StartAsync();
        await using var owned = fixture;
        var series = Series(Unit.Kilowatt, PositiveDirection.Charge, 0, 1000, 2000, null, 4000, 5000, 6000, 7000, 8000);
        var write = new FlexMeasuresWriteSettings { SlotsPerRequest = 3 };

        // Three, a gap, three and two.
        var first = await fixture.Client.Messages.WriteMeterDataAsync(version, battery, series, write);
        Assert.Equal((8L, 3, 0), (first.Values, first.Requests, first.AlreadyReceived));
        Assert.Equal(
            [(0, 0.0), (1, 1.0), (2, 2.0), (4, 4.0), (5, 5.0), (6, 6.0), (7, 7.0), (8, 8.0)],
            (await fixture.Client.Messages.ReadMeterDataAsync(version, battery, Read()).ToListAsync()).Select(r => ((int)((r.Start - Day) / Quarter), r.Value!.Value)));

        // On each version all values are believed at the prior, and at no other time.
        var query = Read() with { Duration = IsoDuration.Parse("PT45M") };
        Assert.Equal(3,
            (await fixture.Client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V20, [battery],
                query with { Prior = (first.Prior + Duration.FromMilliseconds(1)).WithOffset(Offset.Zero) })).Groups[0].Values.Count);
        Assert.Empty(
            (await fixture.Client.Messages.GetMeterDataAsync(FlexMeasuresApiVersion.V20, [battery], query with { Prior = first.Prior.WithOffset(Offset.Zero) })).Groups[0].Values);

        var again = await fixture.Client.Messages.WriteMeterDataAsync(version, battery, series, write with { Prior = first.Prior });
        Assert.Equal((8L, 3), (again.Values, again.AlreadyReceived));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(0)]
    public async Task Write_OfAReadingThatBeginsBeforeTheEndOfAMissingOne_IsRefused(int minute)
    {
        var (fixture, battery) = await StartAsync();
        await using var owned = fixture;
        var start = Day + Duration.FromMinutes(minute);
        var series = ReadingSeries.FromReadings(
            Series(Unit.Kilowatt, PositiveDirection.Charge).Info,
            [new Reading(Day, Day + Quarter, 1), new Reading(Day + Quarter, Day + (Quarter * 2), null), new Reading(start, start + Quarter, 2)]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Client.Messages.WriteMeterDataAsync(FlexMeasuresApiVersion.V20, battery, series));

        Assert.Contains("overlaps the one before, which ends at 2024-06-01T00:30:00Z", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_OfWhatTheServerKnowsInPart_SendsTheNewValuesOfTheRolledBackMessageAgain()
    {
        var (fixture, battery) = await StartAsync();
        await using var owned = fixture;
        var write = new FlexMeasuresWriteSettings { Prior = Day + Duration.FromDays(2) };
        await fixture.Client.Messages.WriteMeterDataAsync(FlexMeasuresApiVersion.V20, battery, Series(Unit.Megawatt, PositiveDirection.Consumption, null, null, 2, null, 4), write);

        var result = await fixture.Client.Messages.WriteMeterDataAsync(FlexMeasuresApiVersion.V20, battery, Series(Unit.Megawatt, PositiveDirection.Consumption, 0, 1, 2, 3, 4, 5),
            write);

        Assert.Equal((6L, 1), (result.Values, result.AlreadyReceived));
        Assert.Equal([0, 1, 2, 3, 4, 5], (await fixture.Client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V20, battery, Read()).ToListAsync()).Select(r => r.Value!.Value));
        Assert.Single(Posted(fixture).Select(m => m.GetProperty("prior").GetString()).Distinct());
    }

    [Fact]
    public async Task Write_ThatBreaksOff_GoesOnWhereItStood()
    {
        var (fixture, battery) = await StartAsync(o => o.MaxRetries = 0);
        await using var owned = fixture;
        var (stored, series) = (Day, Series(Unit.Megawatt, PositiveDirection.None, 0, 1, 2, 3, 4, 5, 6, 7));
        var write = new FlexMeasuresWriteSettings { SlotsPerRequest = 2, Prior = Day + Duration.FromDays(2), OnStored = end => stored = end };
        fixture.Server.Faults.After(2, Fault.DropConnection());

        await Assert.ThrowsAsync<EnergyTransportException>(() => fixture.Client.Messages.WriteMeterDataAsync(FlexMeasuresApiVersion.V20, battery, series, write));
        Assert.Equal(Day + (Quarter * 4), stored);

        var rest = await fixture.Client.Messages.WriteMeterDataAsync(FlexMeasuresApiVersion.V20, battery, series, write with { ResumeFrom = stored });
        Assert.Equal((4L, 2, 0), (rest.Values, rest.Requests, rest.AlreadyReceived));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7],
            (await fixture.Client.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V20, battery, Read()).ToListAsync()).Select(r => r.Value!.Value));
    }

    [Fact]
    public async Task WritePrognosis_OnV20_IsBelievedAtItsPrior()
    {
        var (fixture, battery) = await StartAsync();
        await using var owned = fixture;
        var write = new FlexMeasuresWriteSettings { Prior = Day - Duration.FromHours(6) };

        await fixture.Client.Messages.WritePrognosisAsync(FlexMeasuresApiVersion.V20, battery, Series(Unit.Megawatt, PositiveDirection.None, 1, 2), write);

        var query = Read() with { Prior = Day.WithOffset(Offset.Zero) };
        Assert.Equal([1, 2], (await fixture.Client.Messages.ReadPrognosisAsync(FlexMeasuresApiVersion.V20, battery, query).ToListAsync()).Select(r => r.Value!.Value));
        Assert.Empty(await fixture.Client.Messages.ReadPrognosisAsync(FlexMeasuresApiVersion.V20, battery, query with { Prior = write.Prior.Value.WithOffset(Offset.Zero) })
            .ToListAsync());
    }

    [Fact]
    public async Task Write_OfWhatDoesNotFit_IsRefusedBeforeSending()
    {
        using var handler = new Canned((200, "{}"));
        using var client = Canned.Client(handler);
        var write = new FlexMeasuresWriteSettings { Prior = Day + Duration.FromDays(1) };

        await RefusedAsync(FlexMeasuresApiVersion.V20, write, Series(Unit.KilowattHour, PositiveDirection.None, 1), "Turn amounts into power");
        await RefusedAsync(FlexMeasuresApiVersion.V20, write, Series(Unit.Kilowatt, PositiveDirection.Production, 1), "Turn the sign");
        await RefusedAsync(FlexMeasuresApiVersion.V20, write, Series(Unit.Kilowatt, PositiveDirection.None, 1), "does not name a connection", "ea1.2022-03.example.ems:epex_da");
        await RefusedAsync(FlexMeasuresApiVersion.V20, write with { Prior = Day }, Series(Unit.Kilowatt, PositiveDirection.None, 1), "only known after the fact");
        await RefusedAsync(FlexMeasuresApiVersion.V30, write, Series(Unit.Kilowatt, PositiveDirection.None, 1), "does not speak messages");
        var tenMinutes =
            ReadingSeries.FromReadings(new SeriesInfo { Identity = "test:/series", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower },
                new Reading(Day, Day + Duration.FromMinutes(10), 1));
        await RefusedAsync(FlexMeasuresApiVersion.V1, write, tenMinutes, "quarter of an hour");
        Assert.Contains("v2_0",
            (await Assert.ThrowsAsync<ArgumentException>(() =>
                client.Messages.WritePrognosisAsync(FlexMeasuresApiVersion.V13, "4:9", Series(Unit.Kilowatt, PositiveDirection.None, 1), write))).Message,
                StringComparison.Ordinal);
        Assert.Empty(handler.Requests);

        async Task RefusedAsync(FlexMeasuresApiVersion version, FlexMeasuresWriteSettings how, ReadingSeries series, string remedy, string connection = "4:9") =>
            Assert.Contains(remedy, (await Assert.ThrowsAsync<ArgumentException>(() => client.Messages.WriteMeterDataAsync(version, connection, series, how))).Message,
                StringComparison.Ordinal);
    }
}
