namespace Energy.Clients.OpenCec;

/// <summary>Listings as rows. Deleting one takes its links, attribute values and certificates along.</summary>
public class OpenCecAdminListingOperations : OpenCecResource<OpenCecListing, OpenCecAdminListingQuery, OpenCecNewListing, OpenCecListingUpdate>
{
    private static readonly EnergyPath Rows = new("admin/listings");
    private static readonly EnergyPath Row = new("admin/listings/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.AdminListings.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.AdminListings.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.AdminListings.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.AdminListings.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.AdminListings.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.AdminListings.Delete");

    internal OpenCecAdminListingOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecListing, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAdminListingOperations()
    {
    }

    /// <summary>Changes a listing only if nobody else changed it since it was read.</summary>
    /// <param name="known">The listing as it was read.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The listing as it is kept now.</returns>
    /// <remarks>
    /// The server knows no versions, so the listing is read again before the change, and the answer to the change is compared with what it should be. A writer who comes
    /// between the two is noticed, and the exception says so; that the change was written is then true all the same.
    /// </remarks>
    /// <exception cref="EnergyConflictException">Somebody changed the listing: before the change, which was then not made, or at the same time, as the message says.</exception>
    /// <exception cref="EnergyNotFoundException">The listing is gone.</exception>
    /// <exception cref="EnergyApiException">The change was refused or failed.</exception>
    public virtual async Task<OpenCecListing> UpdateAsync(OpenCecListing known, OpenCecListingUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(update);
        update.Check();
        var present = await GetAsync(known.Id, cancellationToken).ConfigureAwait(false);
        if (Difference(known, present) is { } before)
        {
            throw EnergyErrors.Conflict(Update, $"the listing was changed since it was read ({before}); this change was not made. Read it again and decide anew.");
        }

        var written = await UpdateAsync(known.Id, update, cancellationToken).ConfigureAwait(false);
        return Difference(update.ApplyTo(known) with { UpdatedAt = written.UpdatedAt }, written) is { } meanwhile
            ? throw EnergyErrors.Conflict(Update, $"this change was made, and somebody else changed the listing at the same time ({meanwhile}). Read it again.")
            : written;
    }

    // Names of members only: their contents belong in no message.
    private static string? Difference(OpenCecListing expected, OpenCecListing found)
    {
        var members = new List<string>();
        Add("entity_type_id", expected.EntityTypeId == found.EntityTypeId);
        Add("manufacturer", expected.Manufacturer == found.Manufacturer);
        Add("model", expected.Model == found.Model);
        Add("status", expected.Status == found.Status);
        Add("updated_at", expected.UpdatedAt == found.UpdatedAt);
        return members.Count == 0 ? null : string.Join(", ", members);

        void Add(string member, bool isSame)
        {
            if (!isSame)
            {
                members.Add(member);
            }
        }
    }
}
