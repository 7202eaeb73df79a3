#pragma warning disable ENERGYCEC001 // The unfinished read is recorded too.
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Energy.Clients.OpenCec;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Conformance.OpenCec;

/// <summary>The client's side: which operation asks for what was recorded, and its result as JSON.</summary>
public static class OpenCecClientRoutes
{
    private const string Host = "https://cec.example.test";
    private const string SomeKey = "a-key-01";

    private static readonly Dictionary<string, Entry> Entries = new(StringComparer.Ordinal);

    static OpenCecClientRoutes()
    {
        Entries[OpenCecOperations.Status] = new Entry(OpenCecRaw.OneAsync(OpenCecJsonContext.Default.OpenCecStatus), (client, x) =>
        {
            RecordedInput.OfQuery(x).End();
            return Node(client.GetStatusAsync(), OpenCecJsonContext.Default.OpenCecStatus);
        });
        Entries[OpenCecOperations.PublicGet] = new Entry(
            OpenCecRaw.OneAsync(OpenCecJsonContext.Default.OpenCecListing),
            (client, x) => Node(client.Listings.GetAsync(RecordedInput.OfQuery(x).OnlyId()), OpenCecJsonContext.Default.OpenCecListing));
        Entries[OpenCecOperations.PublicList] = new Entry(
            OpenCecRaw.ManyAsync(OpenCecJsonContext.Default.OpenCecListing),
            (client, x) => Nodes(client.Listings.ListAsync(PublicQuery(RecordedInput.OfQuery(x))), OpenCecJsonContext.Default.OpenCecListing));
        Entries[OpenCecOperations.NestedGet] = new Entry(OpenCecRaw.OneAsync(OpenCecJsonContext.Default.OpenCecNestedListing), async (client, x) =>
            await client.Nested.FindAsync(RecordedInput.OfQuery(x).OnlyId()) is { } listing
            ? JsonSerializer.SerializeToNode(listing, OpenCecJsonContext.Default.OpenCecNestedListing) : null);
        Entries[OpenCecOperations.NestedList] = new Entry(OpenCecRaw.ManyAsync(OpenCecJsonContext.Default.OpenCecNestedListing), (client, x) =>
        {
            RecordedInput.OfQuery(x).End();
            return Nodes(client.Nested.ListAsync(), OpenCecJsonContext.Default.OpenCecNestedListing);
        });
        Add("keys", c => c.Admin.Keys, OpenCecJsonContext.Default.OpenCecKey, q => new OpenCecKeyQuery { Value = q.TextOrNull("value"), Description = Pattern(q, "description") },
            b => new OpenCecNewKey { Value = b.Text("value"), Description = b.Text("description") },
            b => new OpenCecKeyUpdate { Value = b.Optional("value", b.Text), Description = b.Optional("description", b.Text) });
        Add("entity-types", c => c.Admin.EntityTypes, OpenCecJsonContext.Default.OpenCecEntityType, q => new OpenCecEntityTypeQuery { Name = q.TextOrNull("name") },
            b => new OpenCecNewEntityType { Name = b.Text("name"), Description = b.Text("description") },
            b => new OpenCecEntityTypeUpdate { Name = b.Optional("name", b.Text), Description = b.Optional("description", b.Text) });
        Add("device-classes", c => c.Admin.DeviceClasses, OpenCecJsonContext.Default.OpenCecDeviceClass, q => new OpenCecDeviceClassQuery { Name = q.TextOrNull("name") },
            b => new OpenCecNewDeviceClass { Name = b.Text("name"), Description = b.Text("description") },
            b => new OpenCecDeviceClassUpdate { Name = b.Optional("name", b.Text), Description = b.Optional("description", b.Text) });
        Add("listings", c => c.Admin.Listings, OpenCecJsonContext.Default.OpenCecListing, AdminQuery,
            b => new OpenCecNewListing
            {
                EntityTypeId = b.Number("entity_type_id"),
                Manufacturer = b.Text("manufacturer"),
                Model = b.Text("model"),
                Status = b.Optional("status", n => new OpenCecListingStatus(b.Text(n))) is { IsSet: true } status ? status.Value : null,
            },
            b => new OpenCecListingUpdate
            {
                EntityTypeId = b.Optional("entity_type_id", b.Number),
                Manufacturer = b.Optional("manufacturer", b.Text),
                Model = b.Optional("model", b.Text),
                Status = b.Optional("status", n => new OpenCecListingStatus(b.Text(n))),
            });
        Add("listing-device-classes", c => c.Admin.ListingDeviceClasses, OpenCecJsonContext.Default.OpenCecListingDeviceClass,
            q => new OpenCecListingDeviceClassQuery { ListingId = q.NumberOfQuery("listing_id"), DeviceClassId = q.NumberOfQuery("device_class_id") },
            b => new OpenCecNewListingDeviceClass { ListingId = b.Number("listing_id"), DeviceClassId = b.Number("device_class_id") },
            b => new OpenCecListingDeviceClassUpdate { ListingId = b.Optional("listing_id", b.Number), DeviceClassId = b.Optional("device_class_id", b.Number) });
        Add("device-class-attributes", c => c.Admin.AttributeDefinitions, OpenCecJsonContext.Default.OpenCecAttributeDefinition,
            q => new OpenCecAttributeDefinitionQuery { DeviceClassId = q.NumberOfQuery("device_class_id"), AttributeName = q.TextOrNull("attribute_name") },
            b => new OpenCecNewAttributeDefinition
            {
                DeviceClassId = b.Number("device_class_id"),
                AttributeName = b.Text("attribute_name"),
                AttributeType = new OpenCecAttributeType(b.Text("attribute_type")),
                Description = b.TextIfSaid("description"),
            },
            b => new OpenCecAttributeDefinitionUpdate
            {
                AttributeName = b.Optional("attribute_name", b.Text),
                AttributeType = b.Optional("attribute_type", n => new OpenCecAttributeType(b.Text(n))),
                Description = b.Optional("description", b.TextOrNull),
            });
        Add("listing-device-class-attributes", c => c.Admin.AttributeValues, OpenCecJsonContext.Default.OpenCecAttributeValue,
            q => new OpenCecAttributeValueQuery
            {
                ListingId = q.NumberOfQuery("listing_id"),
                DeviceClassId = q.NumberOfQuery("device_class_id"),
                AttributeName = q.TextOrNull("attribute_name")
            },
            b => new OpenCecNewAttributeValue
            {
                ListingId = b.Number("listing_id"),
                DeviceClassId = b.Number("device_class_id"),
                AttributeName = b.Text("attribute_name"),
                AttributeValue = b.Text("attribute_value"),
            },
            b => new OpenCecAttributeValueUpdate { AttributeValue = b.Optional("attribute_value", b.Text) });
        Add("certificates", c => c.Admin.Certificates, OpenCecJsonContext.Default.OpenCecCertificate,
            q => new OpenCecCertificateQuery { ListingId = q.NumberOfQuery("listing_id"), CertifyingBody = Pattern(q, "certifying_body") },
            b => new OpenCecNewCertificate
            {
                ListingId = b.Number("listing_id"),
                Expiry = b.Date("expiry"),
                CertificationDate = b.Date("certification_date"),
                CertifyingBody = b.Text("certifying_body"),
                TestProfiles = b.Texts("test_profiles"),
                AllowDatesOutOfOrder = true,
            },
            b => new OpenCecCertificateUpdate
            {
                Expiry = b.Optional("expiry", b.Date),
                CertificationDate = b.Optional("certification_date", b.Date),
                CertifyingBody = b.Optional("certifying_body", b.Text),
                TestProfiles = b.Optional("test_profiles", b.Texts),
            });
        Table = CreateTable();
    }

    public static RouteTable<OpenCecClient> Table { get; }

    /// <summary>The operations that the client has.</summary>
    public static IReadOnlyCollection<string> Operations => Entries.Keys;

    private static RouteTable<OpenCecClient> CreateTable()
    {
        var table = new RouteTable<OpenCecClient>("opencec", OpenCecOperations.Table, Create)
        {
            RequestHeaders = ["x-api-key", "content-type"],
            OurError = (exception, exchange) => OpenCecErrors.Ours(exception, exchange),
            TheirError = OpenCecErrors.Theirs,
            Options = _ => new CompareOptions
            {
                ExtraMembersAt = [JsonPath.Parse("answer.**")],
                UnorderedAt =
                    [.. new[] { "answer.body", "answer.body.**.certificates", "answer.body.**.listing_device_classes", "answer.body.**.listing_device_class_attributes",
                        "answer.body.**.device_class_attributes" }.Select(JsonPath.Parse)],
            },
        };
        foreach ((string operation, Entry entry) in Entries)
        {
            table
                .Refuse(operation, (client, x) => RefuseAsync(entry, client, x), entry.Raw, x => IsRefused(entry, x))
                .Run(operation, entry.Typed);
        }

        return table.Run(OpenCecOperations.Other, (client, x) => OpenCecRaw.SendAsync(client, x), way: RequestWay.Raw);
    }

    private static void Add<TModel, TQuery, TNew, TUpdate>(
        string resource,
        Func<OpenCecClient, OpenCecResource<TModel, TQuery, TNew, TUpdate>> group,
        JsonTypeInfo<TModel> typeInfo,
        Func<RecordedInput, TQuery> query,
        Func<RecordedInput, TNew> create,
        Func<RecordedInput, TUpdate> update)
        where TModel : OpenCecRow
        where TQuery : OpenCecQuery<TModel>, new()
        where TNew : OpenCecRowInput
        where TUpdate : OpenCecRowInput
    {
        Entries[resource + ".get"] = new Entry(OpenCecRaw.OneAsync(typeInfo), (client, x) => Node(group(client).GetAsync(RecordedInput.OfQuery(x).OnlyId()), typeInfo));
        Entries[resource + ".list"] = new Entry(OpenCecRaw.ManyAsync(typeInfo), (client, x) => Nodes(group(client).ListAsync(Whole(RecordedInput.OfQuery(x), query)), typeInfo));
        Entries[resource + ".create"] = new Entry(OpenCecRaw.OneAsync(typeInfo), (client, x) => Node(group(client).CreateAsync(Whole(RecordedInput.OfBody(x), create)), typeInfo));
        Entries[resource + ".update"] =
            new Entry(OpenCecRaw.OneAsync(typeInfo), (client, x) => Node(group(client).UpdateAsync(PathId(resource, x), Whole(RecordedInput.OfBody(x), update)), typeInfo));

        // The first answer to a deletion only: what the client makes of it costs a second request, which was not recorded with it.
        Entries[resource + ".delete"] = new Entry(OpenCecRaw.SendAsync, async (client, x) =>
        {
            await group(client).DeleteOnceAsync(PathId(resource, x), CancellationToken.None);
            return null;
        });
    }

    private static T Whole<T>(RecordedInput input, Func<RecordedInput, T> read)
    {
        T value = read(input);
        input.End();
        return value;
    }

    private static int PathId(string resource, RecordedExchange exchange) => RecordedInput.Id(RequestTarget.Match($"/admin/{resource}/{{id}}", exchange.Request.Target)!["id"]);

    private static OpenCecTextFilter? Pattern(RecordedInput input, string name) => input.TextOrNull(name) is { } text ? OpenCecTextFilter.Pattern(text) : null;

    private static OpenCecListingStatus? StatusOf(RecordedInput input) => input.TextOrNull("status") is { } status ? new OpenCecListingStatus(status) : null;

    private static OpenCecListingQuery PublicQuery(RecordedInput input) => Whole(input, q => new OpenCecListingQuery
    {
        EntityType = q.TextOrNull("entity_type") switch
        {
            null => null,
            "client" => OpenCecEntityRole.Client,
            "server" => OpenCecEntityRole.Server,
            var other => throw new NotSayableException($"'{other}' is no role."),
        },
        Manufacturer = Pattern(q, "manufacturer"),
        Model = Pattern(q, "model"),
        Status = StatusOf(q),
    });

    private static OpenCecAdminListingQuery AdminQuery(RecordedInput q) => new()
    {
        EntityTypeId = q.NumberOfQuery("entity_type_id"),
        Manufacturer = Pattern(q, "manufacturer"),
        Model = Pattern(q, "model"),
        Status = StatusOf(q),
    };

    private static async Task<JsonNode?> Node<T>(Task<T> call, JsonTypeInfo<T> typeInfo) => JsonSerializer.SerializeToNode(await call, typeInfo);

    internal static async Task<JsonNode?> Nodes<T>(Paged<T> list, JsonTypeInfo<T> typeInfo)
    {
        var nodes = new JsonArray();
        await foreach (T item in list)
        {
            nodes.Add(JsonSerializer.SerializeToNode(item, typeInfo));
        }

        return nodes;
    }

    private static RecordedClient Create(RecordedExchange exchange, HttpMessageHandler handler) => new(EnergyTransport.Create(
        OpenCecVendor.Instance,
        new OpenCecClientOptions
        {
            BaseAddress = new Uri(Host),
            ApiKey = exchange.Request.Header(OpenCecVendor.KeyHeader) is { } key && IsKey(key) ? key : SomeKey,
            MaxRetries = 0,
        },
        new RecordedTap(exchange, new RedirectTap(handler))));

    private static bool IsKey(string key) => EnergyCredential.DescribeFault(key) is null && key.Length <= DesCrypt.MaxKeyBytes;

    // Asked beforehand, so that the route is known; the refusal itself is then asserted by the table.
    private static bool IsRefused(Entry entry, RecordedExchange exchange)
    {
        if (!IsKey(exchange.Request.Header(OpenCecVendor.KeyHeader) ?? ""))
        {
            return true;
        }

        using var handler = new ReplayHandler([exchange], []);
        Exception? exception = Record.ExceptionAsync(() => entry.Typed(Create(exchange, handler), exchange)).GetAwaiter().GetResult();
        return exception is ArgumentException && handler.Requests.Count == 0;
    }

    private static async Task RefuseAsync(Entry entry, OpenCecClient client, RecordedExchange exchange)
    {
        string? key = exchange.Request.Header(OpenCecVendor.KeyHeader);
        if (!IsKey(key ?? ""))
        {
            var refusal = Assert.Throws<OptionsValidationException>(() => new OpenCecClient(new OpenCecClientOptions { BaseAddress = new Uri(Host), ApiKey = key }));
            throw new ArgumentException(refusal.Message, refusal);
        }

        try
        {
            await entry.Typed(client, exchange);
        }
        catch (ArgumentException refusal) when (refusal is not NotSayableException)
        {
            // What can be said and is refused must be what the server refuses too, or the one thing that it should: a key that is no hash.
            bool isPoison = exchange.Request.Body.Json is { ValueKind: JsonValueKind.Object } body
                && body.TryGetProperty("value", out JsonElement value) && !DesCrypt.IsHash(value.GetString());
            Assert.True(exchange.Response.Status >= 400 || isPoison, $"The client refuses what the server takes: {refusal.Message}");
            throw;
        }
    }

    private sealed record Entry(Func<OpenCecClient, RecordedExchange, Task<JsonNode?>> Raw, Func<OpenCecClient, RecordedExchange, Task<JsonNode?>> Typed);
}
