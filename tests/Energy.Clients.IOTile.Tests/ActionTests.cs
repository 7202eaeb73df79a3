using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Every endpoint of the client is an operation of its group, and a route of the emulator, whose table is its own.</summary>
public partial class ActionTests
{
    private const string UnknownRoute = "The requested resource was not found on this server";

    private static readonly List<EnergyEndpoint> Endpoints =
    [
        .. typeof(IOTileClient).Assembly.GetTypes()
            .SelectMany(static t => t.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(static f => f.FieldType == typeof(EnergyEndpoint))
            .Select(static f => (EnergyEndpoint)f.GetValue(null)!),
    ];

    [Fact]
    public async Task Endpoints_EachHaveAnOperationAndARoute()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var http = new HttpClient();
        var token = cloud.Server.IssueToken("emulated");
        var missing = new List<string>();
        foreach (var endpoint in Endpoints)
        {
            var operation = endpoint.Operation.Split('.');
            if (operation.Length != 3 || typeof(IOTileClient).GetProperty(operation[1])?.PropertyType.GetMethods().Any(m => m.Name == operation[^1] + "Async") != true)
            {
                missing.Add($"{endpoint.Operation}: no operation");
            }

            using var request = new HttpRequestMessage(endpoint.Method, new Uri(cloud.Server.BaseAddress, Place.Replace(endpoint.Path.Template, "1")));
            request.Headers.Authorization = new AuthenticationHeaderValue("JWT", token);
            request.Content = endpoint.Method == HttpMethod.Get ? null : new StringContent("{}", Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.MethodNotAllowed || (await answer.Content.ReadAsStringAsync()).Contains(UnknownRoute, StringComparison.Ordinal))
            {
                missing.Add($"{endpoint.Route}: no route");
            }
        }

        Assert.Empty(missing);
        Assert.True(Endpoints.Count > 100, $"{Endpoints.Count} endpoints were found.");
    }

    [Fact]
    public void Paths_AreWrittenOnce()
    {
        var twice = Endpoints.Select(static e => e.Path).Distinct().GroupBy(static p => p.Template).Where(static g => g.Count() > 1).Select(static g => g.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public async Task Mask_OfADataBlock_HidesDataUntilItIsCleared()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var at = cloud.Now - Duration.FromMinutes(30);
        await cloud.Client.Data.CreateManyAsync([IOTileFixture.Row(at, 5), IOTileFixture.Row(at + Duration.FromMinutes(10), 6)]);
        var block = (await cloud.Client.DataBlocks.CreateAsync(IOTileFixture.Stream.Device, "before the change")).Slug;
        var masked = new IOTileDataQuery { ApplyMask = true };
        var all = await cloud.Client.Data.ListRowsAsync(block.ToString(), masked).ToListAsync();

        var set = await cloud.Client.DataBlocks.SetMaskAsync(block, new Interval(at + Duration.FromMinutes(5), null));

        Assert.Equal(new Interval(at + Duration.FromMinutes(5), null), set.Range);
        Assert.Equal(set.Range, (await cloud.Client.DataBlocks.GetMaskAsync(block)).Range);
        var shown = all.Where(row => row.Timestamp >= at + Duration.FromMinutes(5)).ToList();
        Assert.InRange(shown.Count, 1, all.Count - 1);
        Assert.Equal(shown, await cloud.Client.Data.ListRowsAsync(block.ToString(), masked).ToListAsync());
        Assert.Contains(await cloud.Client.Notes.ListAsync(block.ToString()).ToListAsync(), static note => note.Text?.Contains("mask set", StringComparison.Ordinal) == true);
        await cloud.Client.DataBlocks.DeleteMaskAsync(block);
        Assert.Equal(all, await cloud.Client.Data.ListRowsAsync(block.ToString(), masked).ToListAsync());
        Assert.Null((await cloud.Client.DataBlocks.GetMaskAsync(block)).Range);
    }

    [Fact]
    public async Task Upgrade_OfADevice_IsAcceptedAndAFirmwareIsNeeded()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        await cloud.Client.Devices.UpgradeAsync(DeviceSlug.Parse("d--1"), "v2.1");
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => cloud.Client.Devices.UpgradeAsync(DeviceSlug.Parse("d--fff"), "v2.1"));
        await Assert.ThrowsAsync<ArgumentException>(() => cloud.Client.Devices.UpgradeAsync(DeviceSlug.Parse("d--1"), ""));
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place { get; }
}
