using System.Net;
using Energy.Clients.Emulators;
using Energy.Clients.Tests;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.OpenCec.Tests.Listings;

public sealed class ListingTests
{
    [Fact]
    public async Task List_LiteralText_IsEscapedAndFindsOnlyItself()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.Equal(["W5-100%"], await cec.Client.Listings.ListAsync(new() { Model = "0%" }).Select(l => l.Model).ToListAsync());
        Assert.Equal(["Drive_and_Feed 11"], await cec.Client.Listings.ListAsync(new() { Model = "e_a" }).Select(l => l.Model).ToListAsync());
        Assert.Empty(await cec.Client.Listings.ListAsync(new() { Model = "\\" }).ToListAsync());
        Assert.Equal("/listings?model=%5C%5C", cec.Server.Requests.Last!.Target);
    }

    [Fact]
    public async Task List_Pattern_LetsWildcardsAct()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.Equal([3], await cec.Client.Listings.ListAsync(new() { Model = OpenCecTextFilter.Pattern("dr%11") }).Select(l => l.Id).ToListAsync());
        Assert.Equal([2], await cec.Client.Listings.ListAsync(new() { Manufacturer = OpenCecTextFilter.Pattern("w_ttle") }).Select(l => l.Id).ToListAsync());
    }

    [Fact]
    public async Task List_RoleAndStatus_AreFilteredByTheServer()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.Equal([4], await cec.Client.Listings.ListAsync(new() { EntityType = OpenCecEntityRole.Server }).Select(l => l.Id).ToListAsync());
        Assert.Equal([3],
            await cec.Client.Listings.ListAsync(new() { EntityType = OpenCecEntityRole.Client, Status = OpenCecListingStatus.Suspended }).Select(l => l.Id).ToListAsync());
        Assert.Equal("/listings?entity_type=client&status=suspended", cec.Server.Requests.Last!.Target);
    }

    [Theory]
    [InlineData("CSIP-AUS 1.2", null, new[] { 1, 3 })]
    [InlineData("CSIP-AUS 1.1", null, new[] { 3 })]
    [InlineData("CSIP-AUS 1.1", "2026-01-01", new int[0])]
    [InlineData(null, "2025-06-30", new[] { 1, 3 })]
    [InlineData(null, "2023-07-01", new[] { 3 })]
    public async Task List_CertificateFilters_CostOneMoreRequest(string? profile, string? date, int[] expected)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        LocalDate? on = date is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        var query = new OpenCecListingQuery { TestProfile = profile, CertifiedOn = on };
        Assert.Equal(expected, await cec.Client.Listings.ListAsync(query).Select(l => l.Id).ToListAsync());
        Assert.Equal(2, cec.Server.Requests.ToList().Count);
        Assert.Equal(expected, await cec.Client.Listings.ListDetailsAsync(query).Select(l => l.Listing.Id).ToListAsync());
    }

    [Fact]
    public async Task List_LiteralUnderscore_IsNoWildcard()
    {
        await using var cec = await OpenCecFixture.StartAsync();

        // As a wildcard it would find "W5-100%" and "Home 10" too: a character before "1".
        Assert.Empty(await cec.Client.Listings.ListAsync(new() { Model = "_1" }).ToListAsync());
        Assert.Equal("/listings?model=%5C_1", cec.Server.Requests.Last!.Target);
        Assert.Equal([1, 2, 3], (await cec.Client.Listings.ListAsync(new() { Model = OpenCecTextFilter.Pattern("_1") }).ToListAsync()).Select(l => l.Id).Order());
        Assert.Equal([3], await cec.Client.Listings.ListAsync(new() { Model = "_and_" }).Select(l => l.Id).ToListAsync());
    }

    [Theory]
    [InlineData("bess", new[] { 1 })]
    [InlineData("inverter", new[] { 2, 3 })]
    [InlineData("evse", new[] { 3 })]
    public async Task List_DeviceClass_CostsTwoMoreRequests(string name, int[] expected)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var query = new OpenCecListingQuery { DeviceClass = name };
        Assert.Equal(expected, await cec.Client.Listings.ListAsync(query).Select(l => l.Id).ToListAsync());
        Assert.Equal(["/admin/device-classes", "/admin/listing-device-classes", "/listings"], cec.Server.Requests.ToList().Select(r => r.Path).Order(StringComparer.Ordinal));
        Assert.Equal(expected, await cec.Client.Listings.ListDetailsAsync(query).Select(l => l.Listing.Id).ToListAsync());
        Assert.Equal(expected.Intersect([3]), await cec.Client.Listings.ListAsync(query with { TestProfile = "AS 4777.2" }).Select(l => l.Id).ToListAsync());
        await ResumeLaw.AssertAsync(() => cec.Client.Listings.ListAsync(query), l => l.Id);
    }

    [Theory]
    [InlineData("BESS")]
    [InlineData("batery")]
    public async Task List_DeviceClassThatTheServerLacks_IsEmptyAndToldInTheLog(string name)
    {
        using var witness = new Witness();
        await using var cec = await OpenCecFixture.StartAsync(loggers: witness);
        Assert.Empty(await cec.Client.Listings.ListAsync(new() { DeviceClass = name }).ToListAsync());
        Assert.Single(witness.Events, e => e.Name == "DataWarning");
        Assert.Empty(await cec.Client.Listings.ListDetailsAsync(new() { DeviceClass = name }).ToListAsync());
        Assert.Equal(2, witness.Events.Count(e => e.Name == "DataWarning"));
    }

    [Fact]
    public async Task Row_OfAnySize_IsTakenByListsAsByGets()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var large = new string('x', 3_000_000);
        var made = await cec.Client.Admin.DeviceClasses.CreateAsync(new() { Name = "large", Description = large });
        Assert.Equal(large, (await cec.Client.Admin.DeviceClasses.GetAsync(made.Id)).Description);
        Assert.Equal(large, (await cec.Client.Admin.DeviceClasses.ListAsync(new() { Name = "large" }).SingleAsync()).Description);
        Assert.Equal(4, (await cec.Client.Listings.ListDetailsAsync().ToListAsync()).Count);
    }

    [Theory]
    [InlineData("/admin/device-classes",
        """[{"id":1,"name":"a","description":"d","created_at":"2026-01-02T03:04:05"},{"id":1,"name":"b","description":"d","created_at":"2026-01-02T03:04:05"}]""")]
    [InlineData("/admin/device-class-attributes",
        """[{"id":1,"device_class_id":1,"attribute_name":"a","attribute_type":"number"},{"id":2,"device_class_id":1,"attribute_name":"a","attribute_type":"string"}]""")]
    public async Task Details_RowsOfOneKeyTwice_AreAPayloadError(string route, string rows)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.When(r => r.Route == route, Fault.Body(rows));
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => cec.Client.Listings.GetDetailsAsync(1));
        Assert.Contains("twice", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await cec.Client.Listings.ListDetailsAsync().ToListAsync());
    }

    [Fact]
    public async Task Find_AbsentListing_IsNullAndGetThrows()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.Null(await cec.Client.Listings.FindAsync(99));
        Assert.Null(await cec.Client.Listings.FindDetailsAsync(99));
        var missing = await Assert.ThrowsAsync<EnergyNotFoundException>(() => cec.Client.Listings.GetAsync(99));
        Assert.Equal("Listing not found", missing.VendorCode);
    }

    [Theory]
    [InlineData("<html>Not Found</html>")]
    [InlineData("")]
    public async Task NotFound_OfAGateway_IsAnErrorInFindListsAndReads(string page)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.Always(Fault.Status(404, body: page, contentType: "text/html"));
        foreach (var call in new Func<Task>[]
        {
            () => cec.Client.Listings.FindAsync(1),
            () => cec.Client.Listings.FindDetailsAsync(1),
            () => cec.Client.Listings.GetAsync(1),
            async () => await cec.Client.Listings.ListAsync().ToListAsync(),
            async () => await cec.Client.Listings.ListDetailsAsync().ToListAsync(),
            () => cec.Client.Admin.Keys.FindAsync(1),
            async () => await cec.Client.Admin.Keys.ListAsync().ToListAsync(),
            () => cec.Client.Admin.Keys.DeleteAsync(1),
        })
        {
            await Assert.ThrowsAsync<EnergyNotFoundException>(call);
        }
    }

    [Fact]
    public async Task Find_PathThatTheServerLacks_IsAnErrorAndNotNull()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ => OpenCecFixture.Json("""{"detail":"Not Found"}""", HttpStatusCode.NotFound));
        using var client = OpenCecFixture.Mocked(mock);
        var wrong = await Assert.ThrowsAsync<EnergyNotFoundException>(() => client.Listings.FindAsync(1));
        Assert.Contains("BaseAddress", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetDetails_TwoClasses_ComposesInSixRequests()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var details = await cec.Client.Listings.GetDetailsAsync(3);
        Assert.Equal(6, cec.Server.Requests.ToList().Count);
        Assert.Equal(["inverter", "evse"], details.Classes.Select(c => c.Name));
        Assert.True(details.FindAttribute("inverter", "grid_tie")!.Boolean);
        Assert.Equal(11, details.FindAttribute("evse", "max_power")!.Number);
        Assert.Equal("type 2", details.FindAttribute("evse", "connector")!.Text);
        Assert.Equal([2, 3], details.Certificates.Select(c => c.Id));

        cec.Server.Requests.Clear();
        Assert.Equal(4, (await cec.Client.Listings.ListDetailsAsync().ToListAsync()).Count);
        Assert.Equal(6, cec.Server.Requests.ToList().Count);
    }

    [Fact]
    public async Task Attribute_TextThatIsNoNumber_FallsBackToText()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var power = (await cec.Client.Listings.GetDetailsAsync(1)).FindAttribute("bess", "max_power")!;
        Assert.Equal(OpenCecAttributeType.Number, power.Type);
        Assert.Null(power.Number);
        Assert.Equal("about 5", power.Text);
    }

    [Theory]
    [InlineData(2023, 6, 30, false)]
    [InlineData(2023, 7, 1, true)]
    [InlineData(2025, 6, 15, true)]
    [InlineData(2030, 4, 30, true)]
    [InlineData(2030, 5, 1, false)]
    public async Task IsCertifiedOn_SeveralCertificates_CountsBothEnds(int year, int month, int day, bool expected)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.Equal(expected, (await cec.Client.Listings.GetDetailsAsync(3)).IsCertifiedOn(new LocalDate(year, month, day)));
    }

    [Fact]
    public async Task Lists_KilledAnywhere_GoOnFromTheToken()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        await ResumeLaw.AssertAsync(() => cec.Client.Listings.ListAsync(), l => l.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Listings.ListAsync(new() { TestProfile = "CSIP-AUS 1.2" }), l => l.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Listings.ListDetailsAsync(), l => l.Listing.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.Keys.ListAsync(), r => r.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.EntityTypes.ListAsync(), r => r.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.DeviceClasses.ListAsync(), r => r.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.Listings.ListAsync(), r => r.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.ListingDeviceClasses.ListAsync(), r => r.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.AttributeDefinitions.ListAsync(), r => r.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.AttributeValues.ListAsync(), r => r.Id);
        await ResumeLaw.AssertAsync(() => cec.Client.Admin.Certificates.ListAsync(), r => r.Id);
    }

    [Fact]
    public async Task List_BodyCut_IsAskedAgainAndLosesNothing()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        cec.Server.Faults.Next(Energy.Clients.Emulators.Fault.CutBody(afterBytes: 300));
        Assert.Equal([1, 2, 3, 4], await cec.Client.Listings.ListAsync().Select(l => l.Id).ToListAsync());
        Assert.Equal(2, cec.Server.Requests.ToList().Count);
        await ResumeLaw.AssertAfterFailureAsync(
            () => cec.Client.Listings.ListAsync(),
            () => cec.Server.Faults.Always(Energy.Clients.Emulators.Fault.CutBody(afterBytes: 300)),
            cec.Server.Faults.Clear,
            l => l.Id);
    }

    [Fact]
    public async Task UnknownStatus_FromTheServer_IsKeptAndWrittenBack()
    {
        using var mock = new MockHttpMessageHandler();
        const string Row =
            """{"id":5,"entity_type_id":1,"manufacturer":"M","model":"N","status":"withdrawn","created_at":"2026-01-02T03:04:05","updated_at":"2026-01-02T03:04:"""
                + """05.000006","shade":"blue"}""";
        mock.When(HttpMethod.Get, "*").Respond(_ => OpenCecFixture.Json(Row));
        string? sent = null;
        mock.When(HttpMethod.Put, "*").Respond(async request =>
        {
            sent = await request.Content!.ReadAsStringAsync();
            return OpenCecFixture.Json(Row);
        });
        using var client = OpenCecFixture.Mocked(mock);
        var listing = await client.Listings.GetAsync(5);
        Assert.False(listing.Status.IsKnown);
        Assert.Equal("blue", listing.UnknownMembers!["shade"].GetString());
        await client.Admin.Listings.UpdateAsync(5, new OpenCecListingUpdate { Status = listing.Status });
        Assert.Equal("""{"status":"withdrawn"}""", sent);
        await Assert.ThrowsAsync<ArgumentException>(() => client.Admin.Listings.UpdateAsync(5, new OpenCecListingUpdate { Status = new OpenCecListingStatus("withdrawn") }));
    }

    [Fact]
    public async Task Status_AndTimes_AreRead()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        Assert.True((await cec.Client.GetStatusAsync()).IsUp);
        using var sydney = new OpenCecClient(new OpenCecClientOptions { BaseAddress = cec.Server.BaseAddress, ApiKey = cec.Server.ApiKey, DatabaseTimeZone = "Australia/Sydney" });
        Assert.Equal(Instant.FromUtc(2026, 1, 1, 1, 0), sydney.ToInstant(new LocalDateTime(2026, 1, 1, 12, 0)));
        Assert.Equal(Instant.FromUtc(2026, 1, 1, 12, 0), cec.Client.ToInstant(new LocalDateTime(2026, 1, 1, 12, 0)));
    }

    [Fact]
    public void Options_PlainHttpAddressOffLoopback_NamesAllowHttp()
    {
        var options = new OpenCecClientOptions { BaseAddress = new Uri("http://0.0.0.0:8080"), ApiKey = "k3y-8chr" };
        var refusal = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => new OpenCecClient(options));
        Assert.Contains("AllowHttp", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8080", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y-8chr", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_PlainHttpAddressWithAllowHttp_SendsTheKey()
    {
        using var mock = new MockHttpMessageHandler();
        mock.Expect(HttpMethod.Get, "http://0.0.0.0:8080/listings").WithHeaders("x-api-key", "k3y-8chr").Respond(_ => OpenCecFixture.Json("[]"));
        using var client = new OpenCecClient(new OpenCecClientOptions { BaseAddress = new Uri("http://0.0.0.0:8080"), ApiKey = "k3y-8chr", AllowHttp = true }, mock);
        Assert.Empty(await client.Listings.ListAsync().ToListAsync());
        mock.VerifyNoOutstandingExpectation();
    }
}
