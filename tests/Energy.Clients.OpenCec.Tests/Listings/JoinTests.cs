using System.Net;
using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.OpenCec.Tests.Listings;

/// <summary>What is decided and joined here and not by the server: by tables that are written down in the test.</summary>
public sealed class JoinTests
{
    private const string Listings = """
        [{"id":2,"entity_type_id":1,"manufacturer":"B","model":"b","status":"active","created_at":"2026-01-02T00:00:00","updated_at":"2026-03-02T00:00:00"},
         {"id":1,"entity_type_id":1,"manufacturer":"A","model":"a","status":"active","created_at":"2026-01-01T00:00:00","updated_at":"2026-03-03T00:00:00"},
         {"id":3,"entity_type_id":1,"manufacturer":"C","model":"c","status":"active","created_at":"2026-01-03T00:00:00","updated_at":"2026-03-01T00:00:00"}]
        """;

    private static readonly Dictionary<string, string> Tables = new()
    {
        ["/listings"] = Listings,
        ["/admin/device-classes"] = """
            [{"id":20,"name":"bess","description":"battery","created_at":"2026-01-01T00:00:00"},{"id":10,"name":"evse","description":"charger","created_at":"2026-01-01T00:00:00"}]
            """,
        ["/admin/device-class-attributes"] = """
            [{"id":1,"device_class_id":20,"attribute_name":"max_power","attribute_type":"number","description":"kW"},
             {"id":2,"device_class_id":10,"attribute_name":"max_power","attribute_type":"string"},
             {"id":3,"device_class_id":20,"attribute_name":"tie","attribute_type":"boolean"}]
            """,
        ["/admin/listing-device-classes"] = """
            [{"id":1,"listing_id":1,"device_class_id":20},{"id":2,"listing_id":1,"device_class_id":10},{"id":3,"listing_id":1,"device_class_id":30},
             {"id":4,"listing_id":1,"device_class_id":20},{"id":5,"listing_id":2,"device_class_id":10}]
            """,
        ["/admin/listing-device-class-attributes"] = """
            [{"id":9,"listing_id":1,"device_class_id":20,"attribute_name":"tie","attribute_value":"TRUE"},
             {"id":4,"listing_id":1,"device_class_id":20,"attribute_name":"max_power","attribute_value":"5.5"},
             {"id":3,"listing_id":1,"device_class_id":10,"attribute_name":"max_power","attribute_value":"7"},
             {"id":8,"listing_id":1,"device_class_id":41,"attribute_name":"x","attribute_value":null},
             {"id":2,"listing_id":1,"device_class_id":40,"attribute_name":"z","attribute_value":"other"},
             {"id":1,"listing_id":1,"device_class_id":40,"attribute_name":"y","attribute_value":"first"},
             {"id":5,"listing_id":2,"device_class_id":10,"attribute_name":"max_power","attribute_value":"11"}]
            """,
        ["/admin/certificates"] = """
            [{"id":7,"listing_id":1,"certifying_body":"c","test_profiles":["P1"],"certification_date":"2026-01-01","expiry":"2026-01-31"},
             {"id":6,"listing_id":1,"certifying_body":"c","test_profiles":["P2"],"certification_date":"2026-02-01","expiry":"2026-02-28"},
             {"id":5,"listing_id":2,"certifying_body":"c","test_profiles":["P1","P2"],"certification_date":"2026-02-01","expiry":"2026-02-28"}]
            """,
    };

    [Fact]
    public async Task Details_AreJoinedByTheirIds()
    {
        using var mock = Server();
        using var client = OpenCecFixture.Mocked(mock);

        var all = await client.Listings.ListDetailsAsync().ToListAsync();

        Assert.Equal([2, 1, 3], all.Select(static d => d.Listing.Id));
        var one = all[1];
        Assert.Equal([(10, "evse", "charger"), (20, "bess", "battery"), (30, null, null)], one.Classes.Select(static c => (c.DeviceClassId, c.Name, c.Description)));
        Assert.Equal(["max_power=7"], Texts(one.Classes[0].Attributes));
        Assert.Equal(["max_power=5.5", "tie=TRUE"], Texts(one.Classes[1].Attributes));
        Assert.Empty(one.Classes[2].Attributes);
        Assert.Equal(["y=first", "z=other", "x="], Texts(one.OtherAttributes));
        Assert.Equal([6, 7], one.Certificates.Select(static c => c.Id));
        Assert.Equal((OpenCecAttributeType.Number, "kW", 5.5), (one.FindAttribute("bess", "max_power")!.Type, one.FindAttribute("bess", "max_power")!.Description,
            one.FindAttribute("bess", "max_power")!.Number));
        Assert.True(one.FindAttribute("bess", "tie")!.Boolean);
        Assert.Null(one.FindAttribute("evse", "max_power")!.Number);
        Assert.Null(one.OtherAttributes[0].Type);
        Assert.Null(one.FindAttribute("bess", "other"));
        Assert.Null(one.FindAttribute("BESS", "max_power"));
        Assert.Equal(["max_power=11"], Texts(Assert.Single(all[0].Classes).Attributes));
        Assert.Equal((0, 0, 0), (all[2].Classes.Count, all[2].OtherAttributes.Count, all[2].Certificates.Count));

        // A profile and a date are of one certificate.
        Assert.True(one.IsCertifiedOn(new LocalDate(2026, 1, 15), "P1"));
        Assert.False(one.IsCertifiedOn(new LocalDate(2026, 1, 15), "P2"));
        Assert.False(one.IsCertifiedOn(new LocalDate(2026, 3, 1)));
        Assert.True(one.IsCertifiedOn(new LocalDate(2026, 2, 28)));

        static IEnumerable<string> Texts(IReadOnlyList<OpenCecListingAttribute> attributes) => attributes.Select(static a => $"{a.Name}={a.Text}");
    }

    // What must hold of a listing, alone and together; each by the list and by the list of details, with a name that a token of another does not have.
    [Theory]
    [InlineData(null, null, null, null, null, new[] { 2, 1, 3 })]
    [InlineData("bess", null, null, null, null, new[] { 1 })]
    [InlineData("evse", null, null, null, null, new[] { 2, 1 })]
    [InlineData("none", null, null, null, null, new int[0])]
    [InlineData(null, "P1", null, null, null, new[] { 2, 1 })]
    [InlineData(null, "P3", null, null, null, new int[0])]
    [InlineData(null, null, "2026-01-31", null, null, new[] { 1 })]
    [InlineData(null, null, "2026-02-01", null, null, new[] { 2, 1 })]
    [InlineData(null, "P1", "2026-02-15", null, null, new[] { 2 })]
    [InlineData(null, null, null, "2026-01-02T00:00:00", null, new[] { 2, 3 })]
    [InlineData(null, null, null, "2026-01-02T00:00:01", null, new[] { 3 })]
    [InlineData(null, null, null, null, "2026-03-02T00:00:00", new[] { 2, 1 })]
    [InlineData(null, null, null, "2026-01-02T00:00:00", "2026-03-02T00:00:00", new[] { 2 })]
    [InlineData("evse", "P1", "2026-02-15", "2026-01-02T00:00:00", "2026-03-02T00:00:00", new[] { 2 })]
    [InlineData("bess", "P1", "2026-02-15", null, null, new int[0])]
    public async Task Query_KeepsWhatMeetsAllOfIt(string? deviceClass, string? profile, string? date, string? created, string? updated, int[] ids)
    {
        using var mock = Server();
        using var client = OpenCecFixture.Mocked(mock);
        var query = new OpenCecListingQuery
        {
            DeviceClass = deviceClass,
            TestProfile = profile,
            CertifiedOn = date is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value,
            CreatedSince = Time(created),
            UpdatedSince = Time(updated),
        };

        Assert.Equal(ids, await client.Listings.ListAsync(query).Select(static l => l.Id).ToListAsync());
        Assert.Equal(ids, await client.Listings.ListDetailsAsync(query).Select(static l => l.Listing.Id).ToListAsync());
        if (ids.Length > 1)
        {
            var token = (await client.Listings.ListAsync(query).WithTokens().FirstAsync()).GetToken();
            var details = (await client.Listings.ListDetailsAsync(query).WithTokens().FirstAsync()).GetToken();
            Assert.Equal(ids[1..], await client.Listings.ListAsync(query).StartingAt(token).Select(static l => l.Id).ToListAsync());
            Assert.Equal(ids[1..], await client.Listings.ListDetailsAsync(query).StartingAt(details).Select(static l => l.Listing.Id).ToListAsync());
            foreach (var other in (OpenCecListingQuery[])[
                query with { DeviceClass = "other" }, query with { TestProfile = "other" }, query with { CertifiedOn = new LocalDate(2020, 1, 1) },
                query with { CreatedSince = new LocalDateTime(2020, 1, 1, 0, 0) }, query with { UpdatedSince = new LocalDateTime(2020, 1, 1, 0, 0) },
                query with { Manufacturer = "other" }])
            {
                Assert.Throws<ArgumentException>(() => client.Listings.ListAsync(other).StartingAt(token));
                Assert.Throws<ArgumentException>(() => client.Listings.ListDetailsAsync(other).StartingAt(details));
            }
        }

        static LocalDateTime? Time(string? text) => text is null ? null : NodaTime.Text.LocalDateTimePattern.ExtendedIso.Parse(text).Value;
    }

    [Theory]
    [InlineData("number", "5", 5.0, null)]
    [InlineData("number", "-1e3", -1000.0, null)]
    [InlineData("number", "1e999", null, null)]
    [InlineData("number", "1,5", null, null)]
    [InlineData("number", "true", null, null)]
    [InlineData("boolean", "true", null, true)]
    [InlineData("boolean", "False", null, false)]
    [InlineData("boolean", "1", null, null)]
    [InlineData(null, "5", null, null)]
    [InlineData(null, "true", null, null)]
    public void Attribute_MeansWhatItsDefinitionSays(string? type, string text, double? number, bool? boolean)
    {
        var attribute = new OpenCecListingAttribute
        {
            DeviceClassId = 1,
            Name = "a",
            Text = text,
            Type = type is null ? null : type == "number" ? OpenCecAttributeType.Number : OpenCecAttributeType.Boolean,
        };

        Assert.Equal((number, boolean), (attribute.Number, attribute.Boolean));
    }

    [Fact]
    public async Task Query_OfTheServersOwnFilters_IsSent()
    {
        using var mock = new MockHttpMessageHandler();
        var targets = new List<string>();
        mock.When("*").Respond(request =>
        {
            targets.Add(request.RequestUri!.PathAndQuery);
            return OpenCecFixture.Json("[]");
        });
        using var client = OpenCecFixture.Mocked(mock);
        await client.Listings.ListAsync().CountAsync();
        await client.Listings.ListAsync(new() { EntityType = OpenCecEntityRole.Server, Manufacturer = "M", Model = "N", Status = OpenCecListingStatus.Active }).CountAsync();
        await client.Listings.ListAsync(new() { EntityType = OpenCecEntityRole.Client }).CountAsync();
        await client.Admin.Listings.ListAsync(new() { EntityTypeId = 2, Manufacturer = "M", Model = "N", Status = OpenCecListingStatus.Suspended }).CountAsync();
        await client.Admin.Listings.ListAsync().CountAsync();

        Assert.Equal("/listings", targets[0]);
        Assert.Equal("/listings?entity_type=server&manufacturer=M&model=N&status=active", targets[1]);
        Assert.Equal("/listings?entity_type=client", targets[2]);
        Assert.EndsWith("/listings?entity_type_id=2&manufacturer=M&model=N&status=suspended", targets[3], StringComparison.Ordinal);
        Assert.EndsWith("/listings", targets[4], StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => client.Listings.ListAsync(new() { EntityType = (OpenCecEntityRole)7 }));
        Assert.Throws<ArgumentException>(() => client.Listings.ListAsync(new() { DeviceClass = "a\0" }));
        Assert.Throws<ArgumentException>(() => client.Listings.ListDetailsAsync(new() { DeviceClass = "a\0" }));
        Assert.Equal(5, targets.Count);
    }

    // The row as it was read, as it is when it is read again, and as the change left it.
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("entity_type_id", null, "was not made")]
    [InlineData("manufacturer", null, "was not made")]
    [InlineData("model", null, "was not made")]
    [InlineData("status", null, "was not made")]
    [InlineData("updated_at", null, "was not made")]
    [InlineData(null, "entity_type_id", "was made")]
    [InlineData(null, "manufacturer", "was made")]
    [InlineData(null, "model", "was made")]
    [InlineData(null, "status", "was made")]
    [InlineData(null, "updated_at", null)]
    public async Task Update_OfAKnownRow_SeesWhatOthersChanged(string? before, string? meanwhile, string? words)
    {
        using var mock = new MockHttpMessageHandler();
        var puts = 0;
        mock.When(HttpMethod.Get, "*").Respond(_ => OpenCecFixture.Json(Row(before, "N")));
        mock.When(HttpMethod.Put, "*").Respond(_ =>
        {
            puts++;
            return OpenCecFixture.Json(Row(meanwhile, "changed"));
        });
        using var client = OpenCecFixture.Mocked(mock);
        var known = new OpenCecListing
        {
            Id = 5,
            EntityTypeId = 1,
            Manufacturer = "M",
            Model = "N",
            Status = OpenCecListingStatus.Active,
            UpdatedAt = new LocalDateTime(2026, 1, 2, 3, 4, 5),
        };
        var update = new OpenCecListingUpdate { Model = "changed" };

        if (words is null)
        {
            Assert.Equal("changed", (await client.Admin.Listings.UpdateAsync(known, update)).Model);
            Assert.Equal(1, puts);
            return;
        }

        var failure = await Assert.ThrowsAsync<EnergyConflictException>(() => client.Admin.Listings.UpdateAsync(known, update));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"({before ?? meanwhile})", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before is null ? 1 : 0, puts);

        static string Row(string? other, string model) =>
            $$"""
              {"id":5,"entity_type_id":{{(other == "entity_type_id" ? 2 : 1)}},"manufacturer":"{{(other == "manufacturer" ? "X" : "M")}}",
              "model":"{{(other == "model" ? "X" : model)}}","status":"{{(other == "status" ? "suspended" : "active")}}","created_at":"2026-01-02T03:04:05",
              "updated_at":"2026-01-0{{(other == "updated_at" ? 9 : 2)}}T03:04:05"}
              """;
    }

    [Fact]
    public async Task Update_ExpectsEachMemberThatItSets()
    {
        using var mock = new MockHttpMessageHandler();
        using var client = OpenCecFixture.Mocked(mock);
        var get = mock.When(HttpMethod.Get, "*").Respond(_ => OpenCecFixture.Json(
            """{"id":5,"entity_type_id":1,"manufacturer":"M","model":"N","status":"active","created_at":"2026-01-02T03:04:05","updated_at":"2026-01-02T03:04:05"}"""));
        mock.When(HttpMethod.Put, "*").Respond(_ => OpenCecFixture.Json(
            """{"id":5,"entity_type_id":2,"manufacturer":"X","model":"Y","status":"suspended","created_at":"2026-01-02T03:04:05","updated_at":"2026-01-02T03:04:06"}"""));
        var known = await client.Listings.GetAsync(5);

        var whole = new OpenCecListingUpdate { EntityTypeId = 2, Manufacturer = "X", Model = "Y", Status = OpenCecListingStatus.Suspended };
        Assert.Equal("Y", (await client.Admin.Listings.UpdateAsync(known, whole)).Model);

        // What the server would refuse is refused before the row is read again.
        var gets = mock.GetMatchCount(get);
        await Assert.ThrowsAsync<ArgumentException>(() => client.Admin.Listings.UpdateAsync(known, whole with { Model = new string('x', 256) }));
        Assert.Equal(gets, mock.GetMatchCount(get));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Admin.Listings.UpdateAsync(null!, whole));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Admin.Listings.UpdateAsync(known, null!));
    }

    private static MockHttpMessageHandler Server()
    {
        var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(request =>
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
            var path = request.RequestUri.AbsolutePath;
            if (!Tables.TryGetValue(path, out var table))
            {
                return OpenCecFixture.Json("""{"detail":"Not Found"}""", HttpStatusCode.NotFound);
            }

            using var rows = System.Text.Json.JsonDocument.Parse(table);
            var kept = rows.RootElement.EnumerateArray().Where(row => query.AllKeys.All(k =>
                !row.TryGetProperty(k!, out var member) || member.ToString() == query[k])).Select(static row => row.GetRawText());
            return OpenCecFixture.Json($"[{string.Join(',', kept)}]");
        });
        return mock;
    }
}
