using System.Net;
using Energy.Clients.Tests.Http;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.Tests.Diagnostics;

[Collection(ListeningCollection.Name)]
public class TelemetryTests
{
    [Fact]
    public async Task Request_IsTracedWithItsRouteAndNoValueOfIt()
    {
        using var witness = new Witness();
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK), loggers: witness);

        await pipeline.GetAsync("things/very-private-id?person=ann");

        var activity = Assert.Single(witness.Activities, a => a.Source.Name == "Energy.Clients.Test");
        Assert.Equal("GET /things/{id}", activity.DisplayName);
        Assert.Equal("Test.Things.Get", activity.GetTagItem("energy_clients.operation"));
        Assert.Equal("GET", activity.GetTagItem("http.request.method"));
        Assert.Equal(200, activity.GetTagItem("http.response.status_code"));
        Assert.Equal("energy.example.com", activity.GetTagItem("server.address"));
        var duration = Assert.Single(witness.Measurements, static m => m is { Meter: "Energy.Clients.Test", Instrument: "energy_clients.request.duration" });
        Assert.Contains("[http.response.status_code, 200]", duration.Tags, StringComparison.Ordinal);
        Assert.DoesNotContain("very-private-id", witness.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", string.Join(' ', witness.Lines), StringComparison.Ordinal);
        Assert.Contains(witness.Events, e => e == (1, "RequestEnded", LogLevel.Debug));
    }

    [Fact]
    public async Task Pages_AndTheirItems_AreCounted()
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.PageTest", witness);

        Assert.Equal(5, await new ScriptedSource(["a", "b", "c"], ["d", "e"]) { Telemetry = telemetry }.List().CountAsync());

        var counted = witness.Measurements.Where(static m => m.Meter == "Energy.Clients.PageTest").Select(static m => (m.Instrument, m.Value, m.Tags)).ToList();
        const string Tag = "[energy_clients.operation, Test.Letters.List]";
        Assert.Equal(
            [("energy_clients.pages", 1, Tag), ("energy_clients.items", 3, Tag), ("energy_clients.pages", 1, Tag), ("energy_clients.items", 2, Tag)], counted);
    }

    [Fact]
    public async Task Retries_AreCountedAndLogged()
    {
        using var witness = new Witness();
        using var pipeline = new PipelineFixture(new StubServer().Busy(HttpStatusCode.ServiceUnavailable, 3).Answer(HttpStatusCode.OK), loggers: witness);

        await pipeline.GetAsync();

        Assert.Single(witness.Measurements, m => m is { Meter: "Energy.Clients.Test", Instrument: "energy_clients.retries", Value: 1 });
        Assert.Contains(witness.Lines, l => l.Contains("is tried again in 3000 ms after ServiceUnavailable", StringComparison.Ordinal));
        Assert.Contains(witness.Lines, l => l.Contains("asks for a rest of 3 s", StringComparison.Ordinal));
        Assert.Single(witness.Measurements, m => m is { Meter: "Energy.Clients.Test", Instrument: "energy_clients.request.duration", Value: 3 });
    }

    [Fact]
    public async Task Failure_IsMarkedOnTheTrace()
    {
        using var witness = new Witness();
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.NotFound), loggers: witness);

        await Assert.ThrowsAsync<EnergyNotFoundException>(() => pipeline.GetAsync());

        var activity = Assert.Single(witness.Activities, a => a.Source.Name == "Energy.Clients.Test");
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, activity.Status);
        Assert.Equal("404", activity.GetTagItem("error.type"));
    }

    [Fact]
    public void UnknownMember_IsCountedEachTimeAndLoggedOnceAName()
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.DriftTest", witness);
        var drift = new DriftWatch(false, telemetry);

        for (var i = 0; i < 3; i++)
        {
            drift.Report("thing", "colour"u8);
            drift.Observe("thing", "weight"u8);
            drift.Report("box", "colour"u8);
        }

        Assert.Equal(9, witness.Measurements.Count(m => m is { Meter: "Energy.Clients.DriftTest", Instrument: "energy_clients.unknown_members" }));
        Assert.Equal(3, witness.Lines.Count);
        Assert.All(witness.Events, e => Assert.Equal((6, "UnknownMember", LogLevel.Warning), e));
    }

    [Theory]
    [InlineData("meter_id-2.x$", "'meter_id-2.x$'")]
    [InlineData("ann@example.com", "(a name of 15 characters)")]
    [InlineData("two words", "(a name of 9 characters)")]
    [InlineData("", "(a name of 0 characters)")]
    [InlineData("line\nend", "(a name of 8 characters)")]
    public void UnknownMember_WhoseNameIsNoPlainName_IsNotRepeated(string name, string shown)
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.DriftTest", witness);

        new DriftWatch(false, telemetry).Report("thing", System.Text.Encoding.UTF8.GetBytes(name));
        var failure = Assert.Throws<System.Text.Json.JsonException>(() => new DriftWatch(true, telemetry).Report("thing", System.Text.Encoding.UTF8.GetBytes(name)));

        Assert.Contains($"thing has a member {shown} that", Assert.Single(witness.Lines), StringComparison.Ordinal);
        Assert.Contains($"The member {shown} of thing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownMember_OfALongName_IsNotRepeated()
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.DriftTest", witness);

        new DriftWatch(false, telemetry).Observe("thing", System.Text.Encoding.ASCII.GetBytes(new string('a', 65)));

        Assert.Contains("(a name of 65 characters)", Assert.Single(witness.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownMember_UnderStrict_IsRefusedEachTime()
    {
        var drift = new DriftWatch(true, EnergyTelemetry.None);
        for (var i = 0; i < 3; i++)
        {
            Assert.Throws<System.Text.Json.JsonException>(() => drift.Report("thing", "colour"u8));
        }

        // Also where it was only looked at before.
        drift.Observe("thing", "weight"u8);
        Assert.Throws<System.Text.Json.JsonException>(() => drift.Report("thing", "weight"u8));
    }

    [Fact]
    public void UnknownMember_UnderStrict_IsRefusedUnlessTheSchemaAllowsIt()
    {
        var drift = new DriftWatch(true, EnergyTelemetry.None);

        var failure = Assert.Throws<System.Text.Json.JsonException>(() => drift.Report("thing", "colour"u8));
        drift.Observe("thing", "colour"u8);

        Assert.Contains("'colour' of thing", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Strict", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KnownDrift_ReportedAgain_AllocatesNothing()
    {
        var drift = new DriftWatch(false, EnergyTelemetry.None);
        drift.Report("thing", "colour"u8);
        drift.Report("thing", "colour"u8);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                drift.Report("thing", "colour"u8);
            }
        }));
    }
}
