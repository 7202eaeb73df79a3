namespace Energy.Clients.OpenCec;

/// <summary>What belongs to listings, ready to be joined to them.</summary>
internal sealed class OpenCecParts
{
    private readonly Dictionary<int, OpenCecDeviceClass> _classes;
    private readonly Dictionary<(int Class, string Name), OpenCecAttributeDefinition> _definitions;
    private readonly ILookup<int, OpenCecListingDeviceClass> _links;
    private readonly ILookup<int, OpenCecAttributeValue> _values;

    private OpenCecParts(
        List<OpenCecDeviceClass> classes,
        List<OpenCecAttributeDefinition> definitions,
        List<OpenCecListingDeviceClass> links,
        List<OpenCecAttributeValue> values,
        List<OpenCecCertificate> certificates)
    {
        _classes = Index(classes, static c => c.Id, OpenCecDeviceClassOperations.Endpoints.List);
        _definitions = Index(definitions, static d => (d.DeviceClassId, d.AttributeName), OpenCecAttributeDefinitionOperations.Endpoints.List);
        _links = links.ToLookup(static l => l.ListingId);
        _values = values.ToLookup(static v => v.ListingId);
        Certificates = certificates.ToLookup(static c => c.ListingId);
    }

    public ILookup<int, OpenCecCertificate> Certificates { get; }

    /// <summary>The listings of a device class; null when there is no class of that name.</summary>
    public IReadOnlySet<int>? ListingsOf(string deviceClass) => _classes.Values.FirstOrDefault(c => c.Name == deviceClass) is { } found
        ? _links.Where(l => l.Any(link => link.DeviceClassId == found.Id)).Select(static l => l.Key).ToHashSet()
        : null;

    public static async Task<OpenCecParts> ReadAsync(OpenCecAdmin admin, int? listingId, CancellationToken cancellationToken) => new(
        await admin.DeviceClasses.ListAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false),
        await admin.AttributeDefinitions.ListAsync(null, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false),
        await admin.ListingDeviceClasses.ListAsync(new() { ListingId = listingId }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false),
        await admin.AttributeValues.ListAsync(new() { ListingId = listingId }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false),
        await admin.Certificates.ListAsync(new() { ListingId = listingId }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false));

    public static async Task<OpenCecListingDetails> ComposeAsync(OpenCecAdmin admin, OpenCecListing listing, CancellationToken cancellationToken) =>
        (await ReadAsync(admin, listing.Id, cancellationToken).ConfigureAwait(false)).Compose(listing);

    public OpenCecListingDetails Compose(OpenCecListing listing)
    {
        var values = _values[listing.Id].OrderBy(static v => v.Id).ToLookup(static v => v.DeviceClassId);
        var linked = _links[listing.Id].Select(static l => l.DeviceClassId).Distinct().Order().ToArray();
        return new OpenCecListingDetails
        {
            Listing = listing,
            Classes = [.. linked.Select(id => new OpenCecListingClass
            {
                DeviceClassId = id,
                Name = _classes.GetValueOrDefault(id)?.Name,
                Description = _classes.GetValueOrDefault(id)?.Description,
                Attributes = [.. values[id].Select(Attribute)],
            })],
            OtherAttributes = [.. values.Where(g => !linked.Contains(g.Key)).OrderBy(static g => g.Key).SelectMany(static g => g).Select(Attribute)],
            Certificates = [.. Certificates[listing.Id].OrderBy(static c => c.Id)],
        };
    }

    private static Dictionary<TKey, TRow> Index<TKey, TRow>(List<TRow> rows, Func<TRow, TKey> keyOf, EnergyEndpoint list)
        where TKey : notnull
        where TRow : OpenCecRow
    {
        var index = new Dictionary<TKey, TRow>(rows.Count);
        foreach (var row in rows)
        {
            if (!index.TryAdd(keyOf(row), row))
            {
                throw EnergyErrors.Payload(
                    list, null, string.Create(CultureInfo.InvariantCulture,
                        $"{list.Route} was answered with a row twice (id {row.Id}), which the database does not allow. Trying again may help; otherwise something in between "
                            + $"altered the answer."));
            }
        }

        return index;
    }

    private OpenCecListingAttribute Attribute(OpenCecAttributeValue value)
    {
        var definition = _definitions.GetValueOrDefault((value.DeviceClassId, value.AttributeName));
        return new OpenCecListingAttribute
        {
            DeviceClassId = value.DeviceClassId,
            Name = value.AttributeName,
            Text = value.AttributeValue ?? "",
            Type = definition?.AttributeType,
            Description = definition?.Description,
        };
    }
}
