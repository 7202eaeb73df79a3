using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.OpenCec.Tests.Admin;

public sealed class WritingTests
{
    private static readonly LocalDate From = new(2025, 1, 1);
    private static readonly LocalDate To = new(2030, 1, 1);

    [Fact]
    public async Task Update_OnlyWhatIsSet_IsSent()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var updated = await cec.Client.Admin.AttributeDefinitions.UpdateAsync(1, new() { Description = null });
        Assert.Null(updated.Description);
        Assert.Equal("""{"description":null}""", cec.Server.Requests.Last!.Body);
        Assert.Equal("application/json", cec.Server.Requests.Last!.Headers["Content-Type"]);
        await cec.Client.Admin.EntityTypes.UpdateAsync(1, new());
        Assert.Equal("{}", cec.Server.Requests.Last!.Body);
        var certificate = await cec.Client.Admin.Certificates.UpdateAsync(1, new() { TestProfiles = new(["A", "B"]) });
        Assert.Equal(["A", "B"], certificate.TestProfiles!);
        Assert.Equal("""{"test_profiles":["A","B"]}""", cec.Server.Requests.Last!.Body);
    }

    [Fact]
    public async Task AllResources_CreateReadUpdateDelete()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var admin = cec.Client.Admin;
        var type = await admin.EntityTypes.CreateAsync(new() { Name = "aggregator", Description = "Fleets" });
        Assert.Equal(type.Id, (await admin.EntityTypes.ListAsync(new() { Name = "aggregator" }).SingleAsync()).Id);
        var deviceClass = await admin.DeviceClasses.CreateAsync(new() { Name = "hot_water", Description = "Heat pumps" });
        var definition =
            await admin.AttributeDefinitions.CreateAsync(new() { DeviceClassId = deviceClass.Id, AttributeName = "volume", AttributeType = OpenCecAttributeType.Number });
        Assert.Null(definition.Description);
        var listing = await admin.Listings.CreateAsync(new() { EntityTypeId = type.Id, Manufacturer = "Acacia", Model = "H1" });
        Assert.Equal(OpenCecListingStatus.Active, listing.Status);
        var link = await admin.ListingDeviceClasses.CreateAsync(new() { ListingId = listing.Id, DeviceClassId = deviceClass.Id });
        var value = await admin.AttributeValues.CreateAsync(new() { ListingId = listing.Id, DeviceClassId = deviceClass.Id, AttributeName = "volume", AttributeValue = "250" });
        var certificate = await admin.Certificates.CreateAsync(new() { ListingId = listing.Id, Expiry = To, CertificationDate = From, CertifyingBody = "Example Labs" });
        Assert.Empty(certificate.TestProfiles!);

        Assert.Equal("300", (await admin.AttributeValues.UpdateAsync(value.Id, new() { AttributeValue = "300" })).AttributeValue);
        Assert.Equal(300, (await cec.Client.Listings.GetDetailsAsync(listing.Id)).FindAttribute("hot_water", "volume")!.Number);
        Assert.Equal(OpenCecDeletion.FoundGone, await admin.ListingDeviceClasses.DeleteAsync(link.Id));
        Assert.Equal("volume", (await cec.Client.Listings.GetDetailsAsync(listing.Id)).OtherAttributes.Single().Name);
        await admin.Listings.DeleteAsync(listing.Id);
        await admin.EntityTypes.DeleteAsync(type.Id);
        Assert.Null(await admin.EntityTypes.FindAsync(type.Id));
    }

    [Fact]
    public async Task Create_DriverErrors_AreMappedAndLeakNothing()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var twice = await Assert.ThrowsAsync<EnergyConflictException>(
            () => cec.Client.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = "Banksia Power", Model = "Home 10" }));
        Assert.Equal("UniqueViolation", twice.VendorCode);
        Assert.True(twice.FieldErrors.ContainsKey("manufacturer, model"));
        var unknown = await Assert.ThrowsAsync<EnergyResponseException>(
            () => cec.Client.Admin.Listings.CreateAsync(new() { EntityTypeId = 55, Manufacturer = "Secretive", Model = "Unreleased" }));
        Assert.Equal("ForeignKeyViolation", unknown.VendorCode);
        Assert.False(unknown.CanRetry);
        foreach (var text in new[] { twice.ToString(), unknown.ToString() })
        {
            Assert.DoesNotContain("INSERT", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Banksia", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Secretive", text, StringComparison.Ordinal);
        }

        Assert.Empty(unknown.Body);
    }

    [Fact]
    public async Task CreateListing_TwoClassesAndCertificates_IsReadBackSearchedAndExported()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var listing = await cec.Client.Admin.CreateListingAsync(Whole());
        var details = await cec.Client.Listings.GetDetailsAsync(listing.Id);
        Assert.Equal(["inverter", "evse"], details.Classes.Select(c => c.Name));
        Assert.Equal(7.4, details.FindAttribute("evse", "max_power")!.Number);
        Assert.True(details.FindAttribute("inverter", "grid_tie")!.Boolean);
        Assert.Equal(2, details.Certificates.Count(c => c.IsValidOn(new LocalDate(2026, 6, 1))));
        Assert.Equal([listing.Id], await cec.Client.Listings.ListAsync(new() { Model = "both \"ways\"", TestProfile = "CSIP-AUS 1.3" }).Select(l => l.Id).ToListAsync());

        using var csv = new StringWriter();
        Assert.Equal(1, await OpenCecSnapshot.WriteCsvAsync(cec.Client.Listings.ListDetailsAsync(new() { Model = "both" }), csv));
        Assert.Contains("\"Both \"\"Ways\"\", 7\"", csv.ToString(), StringComparison.Ordinal);
        Assert.Contains("inverter; evse", csv.ToString(), StringComparison.Ordinal);

        using var file = new MemoryStream();
        await OpenCecSnapshot.WriteJsonLinesAsync(cec.Client.Listings.ListDetailsAsync(), file);
        file.Position = 0;
        var read = await OpenCecSnapshot.ReadJsonLinesAsync(file).ToListAsync();
        Assert.Equal(5, read.Count);
        Assert.Equal(OpenCecSnapshot.ToJsonLine(details), OpenCecSnapshot.ToJsonLine(read.Single(l => l.Listing.Id == listing.Id)));
    }

    [Theory]
    [InlineData("/admin/listing-device-classes")]
    [InlineData("/admin/listing-device-class-attributes")]
    [InlineData("/admin/certificates")]
    public async Task CreateListing_PartFails_IsUndone(string route)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "POST" && r.Route == route, Fault.Status(500));
        var failed = await Assert.ThrowsAsync<OpenCecListingCreationException>(() => cec.Client.Admin.CreateListingAsync(Whole()));
        Assert.Equal(OpenCecListingRemains.Nothing, failed.Remains);
        Assert.Contains("deleted again", failed.Message, StringComparison.Ordinal);
        Assert.Equal(4, cec.Server.State.Count("listings"));
        Assert.Equal(3, cec.Server.State.Count("certificates"));
        Assert.Equal(6, cec.Server.State.Count("listing-device-class-attributes"));
    }

    [Fact]
    public async Task CreateListing_UndoFailsToo_SaysWhatIsLeft()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "POST" && r.Route == "/admin/certificates", Fault.Status(500));
        cec.Server.Faults.When(r => r.Method is "DELETE" or "GET", Fault.Status(503));
        var failed = await Assert.ThrowsAsync<OpenCecListingCreationException>(() => cec.Client.Admin.CreateListingAsync(Whole()));
        Assert.Equal(OpenCecListingRemains.Unknown, failed.Remains);
        Assert.Equal(5, failed.ListingId);
        Assert.Equal(5, cec.Server.State.Count("listings"));
    }

    [Fact]
    public async Task CreateListing_UndoAnsweredByAGateway_DoesNotSayThatNothingIsLeft()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "POST" && r.Route == "/admin/certificates", Fault.Status(500));
        cec.Server.Faults.When(r => r.Method == "DELETE", Fault.Status(404, body: "<html>Not Found</html>", contentType: "text/html"));
        var failed = await Assert.ThrowsAsync<OpenCecListingCreationException>(() => cec.Client.Admin.CreateListingAsync(Whole()));
        Assert.Equal(OpenCecListingRemains.Unknown, failed.Remains);
        Assert.Equal("POST /admin/certificates", failed.Route);
        Assert.Equal(5, cec.Server.State.Count("listings"));
    }

    [Fact]
    public async Task CreateListing_AnswerLost_SaysThatAListingIsThere()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "POST", OpenCecFault.LostAnswer(), 1);
        var failed = await Assert.ThrowsAsync<OpenCecListingCreationException>(() => cec.Client.Admin.CreateListingAsync(Whole()));
        Assert.Equal(OpenCecListingRemains.Listing, failed.Remains);
        Assert.Equal(5, failed.ListingId);

        cec.Server.Faults.When(r => r.Method == "POST", Fault.DropConnection(), 1);
        var dropped = await Assert.ThrowsAsync<OpenCecListingCreationException>(
            () => cec.Client.Admin.CreateListingAsync(Whole() with { Listing = new() { EntityTypeId = 1, Manufacturer = "Nobody", Model = "None" } }));
        Assert.Equal(OpenCecListingRemains.Nothing, dropped.Remains);
        Assert.Equal(5, cec.Server.State.Count("listings"));
    }

    [Fact]
    public async Task CreateListing_Duplicate_LeavesTheOlderOne()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var failed = await Assert.ThrowsAsync<OpenCecListingCreationException>(
            () => cec.Client.Admin.CreateListingAsync(Whole() with { Listing = new() { EntityTypeId = 1, Manufacturer = "Banksia Power", Model = "Home 10" } }));
        Assert.IsType<EnergyConflictException>(failed.InnerException);
        Assert.Equal(OpenCecListingRemains.Nothing, failed.Remains);
        Assert.NotNull(await cec.Client.Listings.FindAsync(1));
    }

    [Fact]
    public async Task CreateListing_Cancelled_IsUndoneFirst()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        using var stop = new CancellationTokenSource();
        cec.Server.Faults.When(
            r =>
            {
                if (r.Method == "POST" && r.Route == "/admin/certificates")
                {
                    stop.Cancel();
                    return true;
                }

                return false;
            },
            Fault.StallHeaders());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cec.Client.Admin.CreateListingAsync(Whole(), stop.Token));
        Assert.Equal(4, cec.Server.State.Count("listings"));
    }

    [Fact]
    public async Task CreateListing_UndoNeverArrives_SaysThatTheListingIsThere()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Method == "POST" && r.Route == "/admin/certificates", Fault.Status(500));
        cec.Server.Faults.When(r => r.Method == "DELETE", Fault.DropConnection());
        var failed = await Assert.ThrowsAsync<OpenCecListingCreationException>(() => cec.Client.Admin.CreateListingAsync(Whole()));
        Assert.Equal(OpenCecListingRemains.Listing, failed.Remains);
        Assert.Equal(5, failed.ListingId);
        Assert.False(failed.CanRetry);
        Assert.Contains("still there", failed.Message, StringComparison.Ordinal);
        Assert.Equal(5, cec.Server.State.Count("listings"));
    }

    [Fact]
    public async Task CreateListing_CancelledAndNotUndone_IsACancellationThatSaysWhatIsLeft()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        using var stop = new CancellationTokenSource();
        cec.Server.Faults.When(
            r =>
            {
                if (r.Method == "POST" && r.Route == "/admin/certificates")
                {
                    stop.Cancel();
                    return true;
                }

                return false;
            },
            Fault.StallHeaders());
        cec.Server.Faults.When(r => r.Method == "DELETE", Fault.DropConnection());
        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cec.Client.Admin.CreateListingAsync(Whole(), stop.Token));
        Assert.Equal(stop.Token, stopped.CancellationToken);
        Assert.Equal(OpenCecListingRemains.Listing, Assert.IsType<OpenCecListingCreationException>(stopped.InnerException).Remains);
        Assert.Equal(5, cec.Server.State.Count("listings"));
    }

    [Fact]
    public async Task CreateListing_CredentialSourceFailsOnce_IsUndone()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var calls = 0;
        var client = cec.Client.WithCredential(EnergyCredential.FromProvider(
            "vault", _ => Interlocked.Increment(ref calls) == 3 ? throw new InvalidOperationException("vault token s3cret") : ValueTask.FromResult(cec.Server.ApiKey)));
        var failed = await Assert.ThrowsAsync<OpenCecListingCreationException>(() => client.Admin.CreateListingAsync(Whole()));
        Assert.Equal(OpenCecListingRemains.Nothing, failed.Remains);
        Assert.IsType<EnergyTransportException>(failed.InnerException);
        Assert.DoesNotContain("s3cret", failed.Message, StringComparison.Ordinal);
        Assert.Equal(4, cec.Server.State.Count("listings"));
    }

    [Fact]
    public async Task Update_OfAListingThatSomebodyChanged_IsRefusedAndChangesNothing()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var mine = await cec.Client.Listings.GetAsync(1);
        await cec.Client.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { Model = "Home 12" });
        var conflict =
            await Assert.ThrowsAsync<EnergyConflictException>(() =>
                cec.Client.Admin.Listings.UpdateAsync(mine, new OpenCecListingUpdate { Status = OpenCecListingStatus.Expired }));
        Assert.Contains("not made", conflict.Message, StringComparison.Ordinal);
        var now = await cec.Client.Listings.GetAsync(1);
        Assert.Equal(("Home 12", OpenCecListingStatus.Active), (now.Model, now.Status));

        var written = await cec.Client.Admin.Listings.UpdateAsync(now, new OpenCecListingUpdate { Status = OpenCecListingStatus.Expired });
        Assert.Equal(OpenCecListingStatus.Expired, written.Status);
    }

    [Fact]
    public async Task Update_WriterInBetween_IsToldThoughTheChangeWasMade()
    {
        // The first change is held by the server until the second is made.
        var clock = new ManualTimeProvider();
        await using var cec = await OpenCecFixture.StartAsync(clock: clock);
        var known = await cec.Client.Listings.GetAsync(1);
        using var other = new OpenCecClient(OpenCecFixture.OptionsFor(cec.Server.BaseAddress, cec.Server.ApiKey));
        var once = 0;
        cec.Server.Faults.When(r => r.Method == "PUT" && Interlocked.Increment(ref once) == 1, Fault.Delay(TimeSpan.FromMinutes(1)));
        var writing = cec.Client.Admin.Listings.UpdateAsync(known, new OpenCecListingUpdate { Status = OpenCecListingStatus.Suspended });
        await clock.WhenDelayedAsync();
        await other.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { Manufacturer = "Taken Over" });
        clock.Advance(TimeSpan.FromMinutes(1));
        var conflict = await Assert.ThrowsAsync<EnergyConflictException>(() => writing);
        Assert.Contains("was made", conflict.Message, StringComparison.Ordinal);
        Assert.Contains("manufacturer", conflict.Message, StringComparison.Ordinal);
        var now = await cec.Client.Listings.GetAsync(1);
        Assert.Equal(("Taken Over", OpenCecListingStatus.Suspended), (now.Manufacturer, now.Status));
    }

    internal static OpenCecNewListingDetails Whole() => new()
    {
        Listing = new() { EntityTypeId = 1, Manufacturer = "Myrtle Mobility", Model = "Both \"Ways\", 7" },
        Classes =
        [
            new() { DeviceClassId = 2, Attributes = new Dictionary<string, string> { ["max_power"] = "7.4", ["grid_tie"] = "true" } },
            new() { DeviceClassId = 3, Attributes = new Dictionary<string, string> { ["max_power"] = "7.4", ["connector"] = "type 2" } },
        ],
        Certificates =
        [
            new() { Expiry = To, CertificationDate = From, CertifyingBody = "Example Labs", TestProfiles = ["CSIP-AUS 1.2"] },
            new() { Expiry = To, CertificationDate = From, CertifyingBody = "Southern Test House", TestProfiles = ["CSIP-AUS 1.3"] },
        ],
    };
}
