namespace Energy.Clients.OpenCec;

/// <summary>Listings as rows. Deleting one takes its links, attribute values and certificates along.</summary>
/// <example>
/// <code>
/// await cec.Admin.Listings.UpdateAsync(1, new() { Status = OpenCecListingStatus.Suspended });
/// </code>
/// </example>
public class OpenCecAdminListingOperations : OpenCecResource<OpenCecListing, OpenCecAdminListingQuery, OpenCecNewListing, OpenCecListingUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("AdminListings", "listings");

    internal OpenCecAdminListingOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecListing)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAdminListingOperations()
        : this(null!)
    {
    }

    /// <summary>Changes a listing only if nobody else changed it since it was read.</summary>
    /// <param name="known">The listing as it was read.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
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
            throw EnergyErrors.Conflict(Endpoints.Update, $"the listing was changed since it was read ({before}); this change was not made. Read it again and decide again.");
        }

        var written = await UpdateAsync(known.Id, update, cancellationToken).ConfigureAwait(false);
        return Difference(update.ApplyTo(known) with { UpdatedAt = written.UpdatedAt }, written) is { } meanwhile
            ? throw EnergyErrors.Conflict(Endpoints.Update, $"this change was made, and somebody else changed the listing at the same time ({meanwhile}). Read it again.")
            : written;
    }

    // Names of members only: their contents belong in no message.
    private static string? Difference(OpenCecListing expected, OpenCecListing found)
    {
        var members = OpenCecMembers.Differing(
            ("entity_type_id", expected.EntityTypeId == found.EntityTypeId),
            ("manufacturer", expected.Manufacturer == found.Manufacturer),
            ("model", expected.Model == found.Model),
            ("status", expected.Status == found.Status),
            ("updated_at", expected.UpdatedAt == found.UpdatedAt));
        return members.Count == 0 ? null : string.Join(", ", members);
    }
}
