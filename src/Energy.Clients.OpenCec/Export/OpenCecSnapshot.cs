using NodaTime.Text;

namespace Energy.Clients.OpenCec;

/// <summary>Listings as files: CSV for people, JSON Lines to keep and to compare.</summary>
public static class OpenCecSnapshot
{
    /// <summary>The columns of the CSV form.</summary>
    public static IReadOnlyList<string> CsvColumns { get; } =
        ["id", "entity_type_id", "manufacturer", "model", "status", "created_at", "updated_at", "device_classes", "attributes", "certificates"];

    /// <summary>Writes listings as CSV (RFC 4180, lines end in CR LF), one line each, after a line of names.</summary>
    /// <param name="listings">The listings, as from <see cref="OpenCecListingOperations.ListDetailsAsync"/>; written as they come.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <returns>How many listings were written.</returns>
    /// <remarks>
    /// Several values share a cell, separated by <c>; </c>: classes by name, attributes as <c>class.name=value</c>, certificates as <c>body from/to [profile, profile]</c>.
    /// A name that holds such a separator cannot be read back; use JSON Lines for that. A text that a spreadsheet would run as a formula has an apostrophe before it.
    /// </remarks>
    public static async Task<int> WriteCsvAsync(IAsyncEnumerable<OpenCecListingDetails> listings, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteAsync(CsvLine(CsvColumns).AsMemory(), cancellationToken).ConfigureAwait(false);
        var count = await WriteEachAsync(listings, listing => output.WriteAsync(CsvLine(CellsOf(listing)).AsMemory(), cancellationToken), cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>The cells of a listing, in the order of <see cref="CsvColumns"/>, not yet quoted.</summary>
    /// <param name="listing">The listing.</param>
    /// <returns>The cells.</returns>
    public static IReadOnlyList<string> CellsOf(OpenCecListingDetails listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var row = listing.Listing;
        return
        [
            row.Id.ToString(CultureInfo.InvariantCulture),
            row.EntityTypeId.ToString(CultureInfo.InvariantCulture),
            row.Manufacturer,
            row.Model,
            row.Status.Name,
            OpenCecTime.Format(row.CreatedAt),
            OpenCecTime.Format(row.UpdatedAt),
            string.Join("; ", listing.Classes.Select(NameOf)),
            string.Join("; ", listing.Classes.SelectMany(static c => c.Attributes.Select(a => $"{NameOf(c)}.{a.Name}={a.Text}"))
                .Concat(listing.OtherAttributes.Select(static a => FormattableString.Invariant($"{a.DeviceClassId}.{a.Name}={a.Text}")))),
            string.Join("; ", listing.Certificates.Select(static c =>
                $"{c.CertifyingBody} {LocalDatePattern.Iso.Format(c.CertificationDate)}/{LocalDatePattern.Iso.Format(c.Expiry)} [{string.Join(", ", c.TestProfiles ?? [])}]")),
        ];
    }

    /// <summary>Writes listings as JSON Lines (UTF-8, one object a line): a snapshot that <see cref="ReadJsonLinesAsync"/> reads back whole.</summary>
    /// <param name="listings">The listings; written as they come.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <returns>How many listings were written.</returns>
    public static async Task<int> WriteJsonLinesAsync(IAsyncEnumerable<OpenCecListingDetails> listings, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var count = await WriteEachAsync(
            listings,
            listing => output.WriteAsync(Encoding.UTF8.GetBytes(ToJsonLine(listing) + "\n"), cancellationToken).AsTask(),
            cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>The line of a listing in JSON Lines, without its end.</summary>
    /// <param name="listing">The listing.</param>
    /// <returns>The JSON.</returns>
    public static string ToJsonLine(OpenCecListingDetails listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return JsonSerializer.Serialize(listing, OpenCecJsonContext.Default.OpenCecListingDetails);
    }

    /// <summary>Reads a snapshot back, line by line.</summary>
    /// <param name="input">A file written by <see cref="WriteJsonLinesAsync"/>; it stays open. Empty lines are passed over.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The listings.</returns>
    /// <exception cref="FormatException">A line is not a listing; the message names it by number.</exception>
    public static async IAsyncEnumerable<OpenCecListingDetails> ReadJsonLinesAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var reader = new StreamReader(input, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(line, number);
            }
        }
    }

    /// <summary>Tells how two snapshots differ, as a stream: what was added or changed in the order of the later one, then what was removed.</summary>
    /// <param name="before">The earlier snapshot; held in memory.</param>
    /// <param name="after">The later snapshot, or the server itself; read as it comes.</param>
    /// <param name="cancellationToken">Cancels the comparison.</param>
    /// <returns>The differences. Order within a listing and the times of creation and change are not looked at, nor are ids of rows below the listing except those of
    /// certificates, nor names and descriptions of classes and definitions, which are not the listing's.</returns>
    /// <exception cref="InvalidDataException">A snapshot holds a listing twice.</exception>
    public static async IAsyncEnumerable<OpenCecListingChange> CompareAsync(
        IAsyncEnumerable<OpenCecListingDetails> before, IAsyncEnumerable<OpenCecListingDetails> after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var known = new Dictionary<int, OpenCecListingDetails>();
        await foreach (var listing in before.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!known.TryAdd(listing.Listing.Id, listing))
            {
                throw Twice("earlier", listing);
            }
        }

        var seen = new HashSet<int>();
        await foreach (var listing in after.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var id = listing.Listing.Id;
            if (!seen.Add(id))
            {
                throw Twice("later", listing);
            }

            if (!known.Remove(id, out var old))
            {
                yield return new OpenCecListingChange { Kind = OpenCecChangeKind.Added, ListingId = id, After = listing };
            }
            else if (Differences(old, listing) is { Count: > 0 } members)
            {
                yield return new OpenCecListingChange { Kind = OpenCecChangeKind.Changed, ListingId = id, Before = old, After = listing, Members = members };
            }
        }

        foreach (var (id, old) in known.OrderBy(static k => k.Key))
        {
            yield return new OpenCecListingChange { Kind = OpenCecChangeKind.Removed, ListingId = id, Before = old };
        }
    }

    private static async Task<int> WriteEachAsync(IAsyncEnumerable<OpenCecListingDetails> listings, Func<OpenCecListingDetails, Task> write, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var listing in listings.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await write(listing).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    private static OpenCecListingDetails Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, OpenCecJsonContext.Default.OpenCecListingDetails) ?? throw new JsonException("The line is null.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Line {number} of the snapshot is not a listing: {e.Message} Use a file that was written as JSON Lines by this package.", e);
        }
    }

    private static InvalidDataException Twice(string which, OpenCecListingDetails listing) =>
        new($"The {which} snapshot holds listing {listing.Listing.Id} twice, so it cannot be compared.");

    private static IReadOnlyList<string> Differences(OpenCecListingDetails before, OpenCecListingDetails after) => OpenCecMembers.Differing(
        ("entity_type_id", before.Listing.EntityTypeId == after.Listing.EntityTypeId),
        ("manufacturer", before.Listing.Manufacturer == after.Listing.Manufacturer),
        ("model", before.Listing.Model == after.Listing.Model),
        ("status", before.Listing.Status == after.Listing.Status),
        ("classes", before.Classes.Select(static c => c.DeviceClassId).ToHashSet().SetEquals(after.Classes.Select(static c => c.DeviceClassId))),
        ("attributes", AttributesOf(before).SetEquals(AttributesOf(after))),
        ("certificates", CertificatesOf(before).SetEquals(CertificatesOf(after))),
        ("other", OthersOf(before).SetEquals(OthersOf(after))));

    private static HashSet<(int Class, string Name, string Text)> AttributesOf(OpenCecListingDetails listing) =>
        [.. listing.Classes.SelectMany(static c => c.Attributes).Concat(listing.OtherAttributes).Select(static a => (a.DeviceClassId, a.Name, a.Text))];

    private static HashSet<string> CertificatesOf(OpenCecListingDetails listing) =>
        [.. listing.Certificates.Select(static c => JsonSerializer.Serialize(c, OpenCecJsonContext.Default.OpenCecCertificate))];

    private static HashSet<(string, string)> OthersOf(OpenCecListingDetails listing) =>
        [.. (listing.Listing.UnknownMembers ?? new Dictionary<string, JsonElement>()).Select(static m => (m.Key, m.Value.GetRawText()))];

    private static string NameOf(OpenCecListingClass deviceClass) => deviceClass.Name ?? deviceClass.DeviceClassId.ToString(CultureInfo.InvariantCulture);

    private static string CsvLine(IEnumerable<string> cells) => string.Join(',', cells.Select(CsvText.Cell)) + "\r\n";
}
