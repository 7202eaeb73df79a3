using Energy.Clients.Emulators;

namespace Energy.Clients.OpenCec.Tests.Admin;

/// <summary>Whatever the server answers to a deletion, what the client says of the row is true.</summary>
public sealed class DeletionTests
{
    [Fact]
    public async Task Delete_AnsweredWith500AndDone_IsFoundGone()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.Equal(OpenCecDeletion.FoundGone, await cec.Client.Admin.Certificates.DeleteAsync(1));
        Assert.Equal(2, cec.Server.State.Count("certificates"));
        Assert.Equal(["DELETE", "GET"], cec.Server.Requests.ToList().Select(r => r.Method));
    }

    [Fact]
    public async Task Delete_CorrectedServer_IsConfirmedByOneRequest()
    {
        await using var cec = await OpenCecFixture.StartAsync(o => o.Corrected = true);
        Assert.Equal(OpenCecDeletion.Confirmed, await cec.Client.Admin.Certificates.DeleteAsync(1));
        Assert.Single(cec.Server.Requests.ToList());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_BlockedRow_IsAConflictAndStays(bool corrected)
    {
        await using var cec = await OpenCecFixture.StartAsync(o => o.Corrected = corrected);
        var blocked = await Assert.ThrowsAsync<EnergyConflictException>(() => cec.Client.Admin.DeviceClasses.DeleteAsync(1));
        Assert.Contains("still there", blocked.Message, StringComparison.Ordinal);
        Assert.Equal(3, cec.Server.State.Count("device-classes"));
        await Assert.ThrowsAsync<EnergyConflictException>(() => cec.Client.Admin.EntityTypes.DeleteAsync(1));
        Assert.NotNull(await cec.Client.Admin.EntityTypes.FindAsync(1));
    }

    [Fact]
    public async Task Delete_AbsentRow_IsNotFound()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        await Assert.ThrowsAsync<EnergyNotFoundException>(() => cec.Client.Admin.Listings.DeleteAsync(77));
        Assert.Single(cec.Server.Requests.ToList());
    }

    [Fact]
    public async Task Delete_AnswerLost_LooksForTheRow()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.Next(OpenCecFault.LostAnswer());
        Assert.Equal(OpenCecDeletion.FoundGone, await cec.Client.Admin.Listings.DeleteAsync(3));
        Assert.Null(await cec.Client.Listings.FindAsync(3));
    }

    [Fact]
    public async Task Delete_ConnectionBrokenBeforeTheServerActed_SaysThatTheRowIsThere()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.Next(Fault.DropConnection());
        var lost = await Assert.ThrowsAsync<EnergyTransportException>(() => cec.Client.Admin.Listings.DeleteAsync(3));
        Assert.Contains("still there", lost.Message, StringComparison.Ordinal);
        Assert.NotNull(await cec.Client.Listings.FindAsync(3));
        Assert.Equal(OpenCecDeletion.FoundGone, await cec.Client.Admin.Listings.DeleteAsync(3));
    }

    [Fact]
    public async Task Delete_LookUpFails_SaysThatItIsNotKnown()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "GET", Fault.Status(503));
        var unknown = await Assert.ThrowsAsync<EnergyResponseException>(() => cec.Client.Admin.Certificates.DeleteAsync(1));
        Assert.Contains("not known", unknown.Message, StringComparison.Ordinal);
        Assert.True(unknown.CanRetry);
    }

    [Fact]
    public async Task Delete_LookUpAnsweredByAGateway_SaysThatItIsNotKnown()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "GET", Fault.Status(404, body: "<html>Not Found</html>", contentType: "text/html"));
        var unknown = await Assert.ThrowsAsync<EnergyResponseException>(() => cec.Client.Admin.Certificates.DeleteAsync(1));
        Assert.Contains("not known", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(("OpenCec.Certificates.Delete", "DELETE /admin/certificates/{id}"), (unknown.Operation, unknown.Route));
    }

    [Fact]
    public async Task Delete_OwnKey_SaysThatTheClientIsLockedOut()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.Equal(OpenCecDeletion.OwnKeyGone, await cec.Client.Admin.Keys.DeleteAsync(1));
        Assert.Equal(0, cec.Server.State.Count("keys"));
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => cec.Client.Listings.GetAsync(1));
    }

    [Fact]
    public async Task Delete_OwnKeyAndAnswerLost_SaysThatItIsNotKnown()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.Next(OpenCecFault.LostAnswer());
        var unknown = await Assert.ThrowsAsync<EnergyTransportException>(() => cec.Client.Admin.Keys.DeleteAsync(1));
        Assert.Contains("not known", unknown.Message, StringComparison.Ordinal);
        Assert.IsType<EnergyAuthenticationException>(unknown.InnerException);
        Assert.DoesNotContain(cec.Server.ApiKey, unknown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OtherKey_IsFoundGone()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var other = await cec.Client.Admin.Keys.CreateAsync("another1", "second key");
        Assert.Equal(OpenCecDeletion.FoundGone, await cec.Client.Admin.Keys.DeleteAsync(other.Id));
        Assert.NotNull(await cec.Client.Listings.FindAsync(1));
    }

    [Fact]
    public async Task Delete_Listing_TakesItsPartsAlong()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        await cec.Client.Admin.Listings.DeleteAsync(3);
        Assert.Empty(await cec.Client.Admin.Certificates.ListAsync(new() { ListingId = 3 }).ToListAsync());
        Assert.Empty(await cec.Client.Admin.AttributeValues.ListAsync(new() { ListingId = 3 }).ToListAsync());
        Assert.Empty(await cec.Client.Admin.ListingDeviceClasses.ListAsync(new() { ListingId = 3 }).ToListAsync());
    }

    [Fact]
    public async Task Delete_AnotherRowWhileTheOwnKeyIsRefused_SaysThatItIsNotKnown()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var isDeleted = false;
        cec.Server.Faults.When(
            r =>
            {
                isDeleted |= r.Method == "DELETE";
                return isDeleted && r.Method == "GET";
            },
            Fault.ExpiredCredential());

        // The key may have gone meanwhile, but it is not what was deleted: a 401 says nothing of the certificate.
        var unknown = await Assert.ThrowsAsync<EnergyResponseException>(() => cec.Client.Admin.Certificates.DeleteAsync(1));
        Assert.Contains("not known", unknown.Message, StringComparison.Ordinal);
        Assert.IsType<EnergyAuthenticationException>(unknown.InnerException);
    }

    [Fact]
    public async Task Delete_AnswerLostAndTheRowStillThere_SaysSo()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "DELETE", OpenCecFault.LostAnswer());

        // Blocked: the server did nothing, and nobody heard it.
        var blocked = await Assert.ThrowsAsync<EnergyTransportException>(() => cec.Client.Admin.EntityTypes.DeleteAsync(1));
        Assert.Contains("still there", blocked.Message, StringComparison.Ordinal);
        Assert.Equal(["DELETE", "GET"], cec.Server.Requests.ToList().Select(r => r.Method));
        Assert.Equal(2, cec.Server.State.Count("entity-types"));
    }
}
