using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>The generic way in, verb by verb.</summary>
public class ResourceTests
{
    private static readonly Dictionary<string, string> Fields =
        new() { ["stream"] = "s--0000-0001--0000-0000-0000-0001--5001", ["timestamp"] = "2024-06-15T00:00:00Z", ["encoded_extra_data"] = "{\"foo\": \"bar\"}" };

    [Fact]
    public async Task EveryVerb_GoesToItsPathAndGivesTheAnswer()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var notes = cloud.Client.Resource("note");
        var query = new IOTileQuery { ["target"] = IOTileFixture.Import };

        var made = await notes.PostAsync(new JsonObject { ["target"] = IOTileFixture.Import, ["timestamp"] = "2024-06-15T00:00:00Z", ["note"] = "by hand" });
        var id = made.Json!.Value.GetProperty("id").GetRawText();
        var listed = await notes.GetAsync(query);
        var read = await notes[id].GetAsync();
        var deleted = await notes[id].DeleteAsync();
        var again = await notes[id].TryDeleteAsync();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.NoContent), (made.Status, read.Status, deleted.Status));
        Assert.Equal("by hand", read.Json!.Value.GetProperty("note").GetString());
        Assert.Equal(1, listed.Json!.Value.GetProperty("count").GetInt32());
        Assert.Null(deleted.Json);
        Assert.True(deleted.Bytes.IsEmpty);
        Assert.False(again);
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => notes[id].DeleteAsync());
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => notes[id].GetAsync());

        Assert.Equal($"/api/v1/note/{id}/", cloud.Server.Requests.Last!.Path);
        Assert.Equal(["POST", "GET", "GET", "DELETE", "DELETE", "DELETE", "GET"],
            cloud.Server.Requests.ToList().Where(r => r.Path.Contains("/note/", StringComparison.Ordinal)).Select(r => r.Method));
    }

    [Fact]
    public async Task PutAndPatch_WithArguments_SendBodyAndQuery()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var org = cloud.Client.Resource("org")["northwind-logistics"];

        var put = await org.PutAsync(new JsonObject { ["name"] = "Northwind & Söhne", ["about"] = "a" }, new IOTileQuery { ["staff"] = "1" });
        Assert.Equal("1", cloud.Server.Requests.Last!.QueryValue("staff"));
        var patched = await cloud.Client.Resource("org")[put.Json!.Value.GetProperty("slug").GetString()!].PatchAsync(new JsonObject { ["about"] = "b" });

        Assert.Equal("Northwind & Söhne", put.Json!.Value.GetProperty("name").GetString());
        Assert.Equal(("Northwind & Söhne", "b"), (patched.Json!.Value.GetProperty("name").GetString(), patched.Json!.Value.GetProperty("about").GetString()));
    }

    [Fact]
    public async Task Segments_WithOddLetters_StayOneSegment()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var resource = cloud.Client.Resource("org")["a/b c?d=1#e"]["projects"];

        await Assert.ThrowsAsync<EnergyNotFoundException>(() => resource.GetAsync());

        Assert.Equal("org/a%2Fb%20c%3Fd%3D1%23e/projects/", resource.ToString());
        Assert.Null(cloud.Server.Requests.Last!.QueryValue("d"));
    }

    [Fact]
    public async Task Lists_OfEachItemsNestedList_PageByThemselves()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var projects = new List<string?>();
        var typed = await cloud.Client.Projects.ListAsync().Select(static p => p.Name).ToListAsync();

        await foreach (var org in cloud.Client.Resource("org").ListAsync(new IOTileListQuery { PageSize = 1 }))
        {
            projects.AddRange(await cloud.Client.Resource("org")[org.GetProperty("slug").GetString()!]["projects"].ListAsync(new IOTileListQuery { PageSize = 1 })
                .Select(static p => p.GetProperty("name").GetString()).ToListAsync());
        }

        Assert.Equal(typed.Order(), projects.Order());
        var filtered =
            await cloud.Client.Resource("stream").ListAsync(new IOTileListQuery { PageSize = 2, Extra = new IOTileQuery { ["device"] = IOTileFixture.Device } }).ToListAsync();
        Assert.Equal(await cloud.Client.Streams.ListAsync(new IOTileStreamQuery { Device = DeviceSlug.Parse(IOTileFixture.Device) }).CountAsync(), filtered.Count);
        Assert.All(filtered, static s => Assert.Equal(IOTileFixture.Device, s.GetProperty("device").GetString()));
    }

    [Fact]
    public async Task Upload_WithFields_IsThatOfTheTypedOperation()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);

        var uploaded = await cloud.Client.Resource("event")["upload"].UploadAsync("{\"wave\":[3]}"u8.ToArray(), "wave.json", Fields);
        var stored = await cloud.Client.Events.ListAsync(IOTileFixture.Device).SingleAsync();

        Assert.Equal(HttpStatusCode.Created, uploaded.Status);
        Assert.Equal(stored.Id, uploaded.Json!.Value.GetProperty("id").GetInt64());
        Assert.Equal(Instant.FromUtc(2024, 6, 15, 0, 0), stored.Timestamp);
        Assert.Equal("bar", stored.ExtraData!.Value.GetProperty("foo").GetString());
        Assert.Equal(3, (await cloud.Client.Events.GetDataAsync(stored.Id)).GetProperty("wave")[0].GetInt32());
    }

    [Fact]
    public async Task Report_ByThePathOfTheSeed_IsUploaded()
    {
        await using var cloud = await IOTileFixture.StartAsync(days: 0);
        var report = new IOTileReport { Device = new DeviceSlug(1), ReportId = 4_000_000_009, SentTimestamp = 10, Readings = [new(0x5001, 4_000_000_003, 5, 7)] };

        var counted = await cloud.Client.Resource("streamer/report").UploadAsync(report.ToBytes(), "report.bin", query: new IOTileQuery { ["timestamp"] = "2024-06-15T12:00:00Z" });

        Assert.Equal(1, counted.Json!.Value.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task AnswersThatAreNoJson_AreGivenAsText()
    {
        await using var cloud = await IOTileFixture.StartAsync();

        var csv = await cloud.Client.Resource("df").GetAsync(new IOTileQuery { ["filter"] = IOTileFixture.Import, ["format"] = "csv" });

        Assert.Null(csv.Json);
        Assert.StartsWith("row,", csv.Text, StringComparison.Ordinal);
        Assert.Equal("text/csv", csv.MediaType);
    }
}
