namespace Energy.Clients.OpenCec;

/// <summary>The administration: the eight resources as rows, and listings created as one.</summary>
public class OpenCecAdmin
{
    // Made of many requests; this is the first of them.
    internal static readonly EnergyEndpoint CreateListing = OpenCecAdminListingOperations.Endpoints.Create.Path.Post("OpenCec.Admin.CreateListing");

    private readonly EnergyTransport<OpenCecClientOptions> _transport;

    internal OpenCecAdmin(EnergyTransport<OpenCecClientOptions> transport)
    {
        _transport = transport;
        Keys = new OpenCecKeyOperations(transport);
        EntityTypes = new OpenCecEntityTypeOperations(transport);
        DeviceClasses = new OpenCecDeviceClassOperations(transport);
        Listings = new OpenCecAdminListingOperations(transport);
        ListingDeviceClasses = new OpenCecListingDeviceClassOperations(transport);
        AttributeDefinitions = new OpenCecAttributeDefinitionOperations(transport);
        AttributeValues = new OpenCecAttributeValueOperations(transport);
        Certificates = new OpenCecCertificateOperations(transport);
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecAdmin()
        : this(null!)
    {
    }

    /// <summary>The keys that the server lets in.</summary>
    public virtual OpenCecKeyOperations Keys { get; }

    /// <summary>The kinds of listings.</summary>
    public virtual OpenCecEntityTypeOperations EntityTypes { get; }

    /// <summary>The classes of devices.</summary>
    public virtual OpenCecDeviceClassOperations DeviceClasses { get; }

    /// <summary>The listings as rows.</summary>
    public virtual OpenCecAdminListingOperations Listings { get; }

    /// <summary>Which listing belongs to which device class.</summary>
    public virtual OpenCecListingDeviceClassOperations ListingDeviceClasses { get; }

    /// <summary>Which attributes the device classes have (<c>device-class-attributes</c>).</summary>
    public virtual OpenCecAttributeDefinitionOperations AttributeDefinitions { get; }

    /// <summary>The values of the listings' attributes (<c>listing-device-class-attributes</c>).</summary>
    public virtual OpenCecAttributeValueOperations AttributeValues { get; }

    /// <summary>The certificates.</summary>
    public virtual OpenCecCertificateOperations Certificates { get; }

    /// <summary>Creates a listing with its device classes, attributes and certificates. When a part fails, the listing is deleted again, and all that was made of it with
    /// it.</summary>
    /// <param name="details">The listing.</param>
    /// <param name="cancellationToken">
    /// Stops the creation; what was made is deleted again first, with requests that this token does not stop. Where that fails, the inner exception of the
    /// <see cref="OperationCanceledException"/>
    /// is an <see cref="OpenCecListingCreationException"/> that says what is left. Stopped during the very first request, it is not known whether the bare listing was made: look
    /// for it.
    /// </param>
    /// <returns>The listing as it is kept. <see cref="OpenCecListingOperations.GetDetailsAsync"/> reads it back whole.</returns>
    /// <remarks>One request for the listing and one for each class, attribute and certificate: the server has no transaction, so that others may see the listing half
    /// made.</remarks>
    /// <exception cref="ArgumentException">The server could not keep a part; nothing was sent.</exception>
    /// <exception cref="OpenCecListingCreationException">A part failed. The exception says which, and what is left on the server.</exception>
    public virtual async Task<OpenCecListing> CreateListingAsync(OpenCecNewListingDetails details, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(details);
        Check(details);
        OpenCecListing listing;
        try
        {
            listing = await Listings.CreateAsync(details.Listing, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyResponseException e) when (e is not EnergyPayloadException && (int)e.Status is >= 400 and < 500)
        {
            throw Failed("listing", e, OpenCecListingRemains.Nothing, null, "nothing was created.");
        }
        catch (EnergyTransportException e) when (e.Failure is TransportFailure.Unreachable or TransportFailure.RateBudget)
        {
            throw Failed("listing", e, OpenCecListingRemains.Nothing, null, "nothing was sent.");
        }
        catch (EnergyApiException e)
        {
            throw await LookUpAsync(details.Listing, e, cancellationToken).ConfigureAwait(false);
        }

        var part = "listing";
        try
        {
            foreach (var deviceClass in details.Classes)
            {
                part = FormattableString.Invariant($"device class {deviceClass.DeviceClassId}");
                await ListingDeviceClasses.CreateAsync(new() { ListingId = listing.Id, DeviceClassId = deviceClass.DeviceClassId }, cancellationToken).ConfigureAwait(false);
                foreach (var (name, value) in deviceClass.Attributes)
                {
                    part = FormattableString.Invariant($"attribute {name} of device class {deviceClass.DeviceClassId}");
                    await AttributeValues.CreateAsync(ValueOf(listing.Id, deviceClass.DeviceClassId, name, value), cancellationToken).ConfigureAwait(false);
                }
            }

            for (var i = 0; i < details.Certificates.Count; i++)
            {
                part = FormattableString.Invariant($"certificate {i + 1} of {details.Certificates.Count}");
                await Certificates.CreateAsync(details.Certificates[i] with { ListingId = listing.Id }, cancellationToken).ConfigureAwait(false);
            }

            return listing;
        }
        catch (Exception e)
        {
            // Whatever it was, a source of credentials or a handler of the user's included: no half-made listing is left behind in silence.
            throw await UndoAsync(listing.Id, part, e).ConfigureAwait(false);
        }
    }

    private static void Check(OpenCecNewListingDetails details)
    {
        details.Listing.Check();
        foreach (var deviceClass in details.Classes)
        {
            foreach (var (name, value) in deviceClass.Attributes)
            {
                ValueOf(1, deviceClass.DeviceClassId, name, value).Check();
            }
        }

        foreach (var certificate in details.Certificates)
        {
            (certificate with { ListingId = 1 }).Check();
        }

        if (details.Classes.GroupBy(static c => c.DeviceClassId).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The listing has device class {twice.Key} twice. A listing belongs to a class once: put its attributes together.", nameof(details));
        }
    }

    private static OpenCecNewAttributeValue ValueOf(int listingId, int deviceClassId, string name, string value) =>
        new() { ListingId = listingId, DeviceClassId = deviceClassId, AttributeName = name, AttributeValue = value };

    private static OpenCecListingCreationException Failed(string part, Exception cause, OpenCecListingRemains remains, int? listingId, string state) =>
        new($"{CreateListing.Operation}: the part '{part}' failed; {state} {(cause is EnergyApiException ? cause.Message : cause.GetType().Name + ".")}", cause)
        {
            Operation = CreateListing.Operation,
            Route = cause is EnergyApiException api ? api.Route : CreateListing.Route,
            CanRetry = remains == OpenCecListingRemains.Nothing && cause is EnergyApiException { CanRetry: true },
            FailedPart = part,
            Remains = remains,
            ListingId = listingId,
        };

    // No answer to the creation: the pair of manufacturer and model is unique, so a listing with it is ours or was there before. It is left alone, since nobody can tell.
    private async Task<OpenCecListingCreationException> LookUpAsync(OpenCecNewListing wanted, EnergyApiException cause, CancellationToken cancellationToken)
    {
        try
        {
            var query = new OpenCecAdminListingQuery { Manufacturer = OpenCecTextFilter.Contains(wanted.Manufacturer), Model = OpenCecTextFilter.Contains(wanted.Model) };
            var found = await Listings.ListAsync(query, cancellationToken)
                .FirstOrDefaultAsync(l => l.Manufacturer == wanted.Manufacturer && l.Model == wanted.Model, cancellationToken).ConfigureAwait(false);
            return found is null
                ? Failed("listing", cause, OpenCecListingRemains.Nothing, null, "it was looked for, and no such listing is there.")
                : Failed("listing", cause, OpenCecListingRemains.Listing, found.Id,
                    $"it was looked for, and listing {found.Id} has that manufacturer and model. It may be the new one or an older one, so it was left as it is.");
        }
        catch (EnergyApiException lookup)
        {
            return Failed("listing", cause, OpenCecListingRemains.Unknown, null,
                $"whether it was created is not known, since it could not be looked for either ({lookup.GetType().Name}).");
        }
    }

    private async Task<Exception> UndoAsync(int listingId, string part, Exception cause)
    {
        var remains = OpenCecListingRemains.Nothing;
        var state = $"listing {listingId} was deleted again, with all that was made of it.";
        try
        {
            // Not under the caller's token: it may be what ended the creation. The client's own limits hold.
            if ((await Listings.TryDeleteAsync(listingId, CancellationToken.None).ConfigureAwait(false)).StillThere is { } stillThere)
            {
                remains = OpenCecListingRemains.Listing;
                state = $"listing {listingId} could not be deleted again ({stillThere.Message}) Delete it.";
            }
        }
        catch (EnergyNotFoundException e) when (_transport.Errors.IsAbsent(e))
        {
            // Somebody else deleted it first: gone is gone.
        }
        catch (Exception undo)
        {
            // Of a failure that is not the client's own only the kind is told: its text may say anything.
            remains = OpenCecListingRemains.Unknown;
            state = $"listing {listingId} could not be deleted again ({(undo is EnergyApiException ? undo.Message : undo.GetType().Name + ".")}) Look for it and delete it.";
        }

        if (cause is not OperationCanceledException stopped)
        {
            return Failed(part, cause, remains, listingId, state);
        }

        return remains == OpenCecListingRemains.Nothing
            ? cause
            : new OperationCanceledException($"{CreateListing.Operation}: stopped; {state}", Failed(part, cause, remains, listingId, state), stopped.CancellationToken);
    }
}
