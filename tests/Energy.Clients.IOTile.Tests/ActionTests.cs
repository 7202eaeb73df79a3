using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NodaTime;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Every action of the API that the documentation does not list as left out has an operation of the client and a route of the emulator.</summary>
public class ActionTests
{
    private const string UnknownRoute = "The requested resource was not found on this server";

    // Method and path of the action, and the client's operation for it.
    private static readonly string[] Actions =
    [
        "GET server/ Server.GetAsync", "GET  Server.ListResourcesAsync",
        "POST auth/login/ Session.LoginAsync", "POST auth/api-jwt-auth/ Session.LoginAsync", "POST auth/api-jwt-refresh/ Session.RefreshAsync", "POST auth/api-jwt-verify/ Session.VerifyAsync",
        "POST auth/logout/ Session.LogoutAsync", "GET auth/token/ Session.GetTokensAsync", "GET auth/user-info/ Session.GetAccountAsync", "POST auth/password/reset/ Session.ResetPasswordAsync",
        "GET account/ Accounts.ListAsync", "GET account/{}/ Accounts.GetAsync", "PATCH account/{}/ Accounts.UpdateAsync", "POST account/{}/set_password/ Accounts.SetPasswordAsync",
        "GET org/ Organizations.ListAsync", "POST org/ Organizations.CreateAsync", "GET org/{}/ Organizations.GetAsync", "PUT org/{}/ Organizations.ReplaceAsync", "PATCH org/{}/ Organizations.UpdateAsync",
        "DELETE org/{}/ Organizations.DeleteAsync", "GET org/{}/projects/ Organizations.ListProjectsAsync", "GET org/{}/members/ Organizations.ListMembersAsync", "GET org/{}/pending/ Organizations.ListPendingAsync",
        "GET org/{}/membership/ Organizations.GetMembershipAsync", "GET org/{}/extra/ Organizations.GetExtraAsync", "GET org/{}/devices/ Organizations.SearchDevicesAsync", "GET org/{}/archives/ Organizations.SearchArchivesAsync",
        "POST org/{}/invite/ Organizations.InviteAsync", "POST org/{}/register/ Organizations.RegisterAsync",
        "GET project/ Projects.ListAsync", "POST project/ Projects.CreateAsync", "POST project/new/ Projects.CreateNewAsync", "GET project/{}/ Projects.GetAsync", "PATCH project/{}/ Projects.UpdateAsync", "DELETE project/{}/ Projects.DeleteAsync",
        "GET project/{}/extra/ Projects.GetExtraAsync", "GET project/{}/properties/ Projects.GetPropertiesAsync", "POST project/{}/new_property/ Projects.SetPropertyAsync",
        "GET device/ Devices.ListAsync", "POST device/ Devices.CreateAsync", "GET device/{}/ Devices.GetAsync", "PATCH device/{}/ Devices.UpdateAsync", "DELETE device/{}/ Devices.DeleteAsync", "GET device/{}/extra/ Devices.GetExtraAsync",
        "GET device/{}/sg/ Devices.GetSensorGraphAsync", "GET device/{}/template/ Devices.GetTemplateAsync", "GET device/{}/versions/ Devices.GetVersionsAsync", "GET device/{}/streamers/ Devices.GetStreamersAsync",
        "GET device/{}/status/ Devices.GetStatusAsync", "GET device/{}/health/ Devices.GetHealthAsync", "PATCH device/{}/health/ Devices.UpdateHealthAsync", "GET device/{}/properties/ Devices.GetPropertiesAsync",
        "GET device/{}/filterlog/ Devices.GetFilterLogAsync", "GET device/{}/key/ Devices.GetKeyAsync", "POST device/claimable/ Devices.GetClaimableAsync", "POST device/claim/ Devices.ClaimAsync", "POST device/{}/unclaim/ Devices.UnclaimAsync",
        "POST device/{}/new_property/ Devices.SetPropertyAsync", "POST device/{}/reset/ Devices.ResetAsync", "POST device/{}/trim/ Devices.TrimAsync", "POST device/{}/upgrade/ Devices.UpgradeAsync",
        "GET device/{}/mask/ Devices.GetMaskAsync", "PATCH device/{}/mask/ Devices.SetMaskAsync", "DELETE device/{}/mask/ Devices.DeleteMaskAsync",
        "GET variable/ Variables.ListAsync", "POST variable/ Variables.CreateAsync", "GET variable/{}/ Variables.GetAsync", "PATCH variable/{}/ Variables.UpdateAsync", "DELETE variable/{}/ Variables.DeleteAsync", "GET variable/{}/type/ Variables.GetTypeAsync",
        "GET stream/ Streams.ListAsync", "POST stream/ Streams.CreateAsync", "GET stream/{}/ Streams.GetAsync", "PATCH stream/{}/ Streams.UpdateAsync", "DELETE stream/{}/ Streams.DeleteAsync", "GET stream/{}/data/ Streams.ReadAsync",
        "GET stream/{}/csv/ Streams.GetCsvAsync", "GET vartype/ VariableTypes.ListAsync", "GET vartype/{}/ VariableTypes.GetAsync",
        "GET property/ Properties.ListAsync", "POST property/ Properties.CreateAsync", "GET property/{}/ Properties.GetAsync", "PATCH property/{}/ Properties.UpdateAsync", "DELETE property/{}/ Properties.DeleteAsync",
        "GET note/ Notes.ListAsync", "POST note/ Notes.CreateAsync", "GET note/{}/ Notes.GetAsync", "DELETE note/{}/ Notes.DeleteAsync", "POST note/{}/uploadurl/ Notes.GetUploadAddressAsync", "POST note/{}/uploadsuccess/ Notes.CompleteUploadAsync",
        "GET location/ Locations.ListAsync", "POST location/ Locations.CreateAsync",
        "GET datablock/ DataBlocks.ListAsync", "POST datablock/ DataBlocks.CreateAsync", "GET datablock/{}/ DataBlocks.GetAsync", "PATCH datablock/{}/ DataBlocks.UpdateAsync", "DELETE datablock/{}/ DataBlocks.DeleteAsync",
        "GET datablock/{}/extra/ DataBlocks.GetExtraAsync", "GET datablock/{}/properties/ DataBlocks.GetPropertiesAsync", "POST datablock/{}/new_property/ DataBlocks.SetPropertyAsync", "GET datablock/{}/mask/ DataBlocks.GetMaskAsync",
        "PATCH datablock/{}/mask/ DataBlocks.SetMaskAsync", "DELETE datablock/{}/mask/ DataBlocks.DeleteMaskAsync", "POST pid/ DataBlocks.GetTaskAsync",
        "GET fleet/ Fleets.ListAsync", "POST fleet/ Fleets.CreateAsync", "GET fleet/{}/ Fleets.GetAsync", "GET fleet/{}/devices/ Fleets.ListDevicesAsync", "POST fleet/{}/register/ Fleets.RegisterAsync", "POST fleet/{}/deregister/ Fleets.DeregisterAsync",
        "GET streamer/ Streamers.ListAsync", "GET streamer/{}/ Streamers.GetAsync", "GET streamer/{}/report/ Streamers.GetReportsAsync", "GET streamer/report/ StreamerReports.ListAsync", "GET streamer/report/{}/ StreamerReports.GetAsync",
        "POST streamer/report/ StreamerReports.UploadAsync", "GET data/ Data.ReadRowsAsync", "POST data/ Data.CreateAsync", "GET df/ Data.ReadFrameAsync",
        "GET event/ Events.ListAsync", "POST event/ Events.CreateAsync", "GET event/{}/ Events.GetAsync", "GET event/{}/data/ Events.GetDataAsync", "GET event/{}/url/ Events.GetUrlAsync", "POST event/upload/ Events.UploadAsync",
    ];

    [Fact]
    public async Task Actions_EachHaveAnOperationAndARoute()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        using var http = new HttpClient();
        var token = cloud.Server.IssueToken("emulated");
        var missing = new List<string>();
        foreach (var action in Actions)
        {
            if (action.Split(' ') is not [var method, var path, var operation] || operation.Split('.') is not [var group, var name])
            {
                throw new InvalidOperationException(action);
            }

            if (typeof(IOTileClient).GetProperty(group)?.PropertyType.GetMethods().Any(m => m.Name == name) != true)
            {
                missing.Add($"{action}: no operation");
            }

            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(cloud.Server.BaseAddress, "api/v1/" + path.Replace("{}", "1", StringComparison.Ordinal)));
            request.Headers.Authorization = new AuthenticationHeaderValue("JWT", token);
            request.Content = method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.MethodNotAllowed || (await answer.Content.ReadAsStringAsync()).Contains(UnknownRoute, StringComparison.Ordinal))
            {
                missing.Add($"{action}: no route");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Mask_OfADataBlock_HidesDataUntilItIsCleared()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        var at = cloud.Now - Duration.FromMinutes(30);
        await cloud.Client.Data.CreateAsync([new IOTileNewData(IOTileFixture.Stream, at, 5), new IOTileNewData(IOTileFixture.Stream, at + Duration.FromMinutes(10), 6)]);
        var block = (await cloud.Client.DataBlocks.CreateAsync(IOTileFixture.Stream.Device, "before the change")).Slug;
        var masked = new IOTileDataQuery { ApplyMask = true };
        var all = await cloud.Client.Data.ReadRowsAsync(block.ToString(), masked).ToListAsync();

        var set = await cloud.Client.DataBlocks.SetMaskAsync(block, at + Duration.FromMinutes(5), null);

        Assert.Equal(set.Start, (await cloud.Client.DataBlocks.GetMaskAsync(block)).Start);
        var shown = all.Where(row => row.Timestamp >= at + Duration.FromMinutes(5)).ToList();
        Assert.InRange(shown.Count, 1, all.Count - 1);
        Assert.Equal(shown, await cloud.Client.Data.ReadRowsAsync(block.ToString(), masked).ToListAsync());
        Assert.Contains(await cloud.Client.Notes.ListAsync(block.ToString()).ToListAsync(), static note => note.Text?.Contains("mask set", StringComparison.Ordinal) == true);
        await cloud.Client.DataBlocks.DeleteMaskAsync(block);
        Assert.Equal(all, await cloud.Client.Data.ReadRowsAsync(block.ToString(), masked).ToListAsync());
        Assert.Null((await cloud.Client.DataBlocks.GetMaskAsync(block)).Start);
    }

    [Fact]
    public async Task Upgrade_OfADevice_IsAcceptedAndAFirmwareIsNeeded()
    {
        await using var cloud = await IOTileFixture.StartAsync();
        await cloud.Client.Devices.UpgradeAsync(DeviceSlug.Parse("d--1"), "v2.1");
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => cloud.Client.Devices.UpgradeAsync(DeviceSlug.Parse("d--fff"), "v2.1"));
        await Assert.ThrowsAsync<ArgumentException>(() => cloud.Client.Devices.UpgradeAsync(DeviceSlug.Parse("d--1"), ""));
    }
}
