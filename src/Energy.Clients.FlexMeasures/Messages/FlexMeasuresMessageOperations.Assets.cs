namespace Energy.Clients.FlexMeasures;

/// <content>Assets and users of v2_0.</content>
public partial class FlexMeasuresMessageOperations
{
    /// <summary>Lists assets of a server of 2021 (v2_0).</summary>
    /// <param name="ownerId">Of this user; another than oneself only for admins. <see langword="null"/> is one's own.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The assets, newest first, in one answer.</returns>
    public virtual Paged<FlexMeasuresMessageAsset> ListAssetsAsync(long? ownerId = null, CancellationToken cancellationToken = default) => new(
        new FlexMeasuresListSource<FlexMeasuresMessageAsset>(_transport, new FlexMeasuresListRoute<FlexMeasuresMessageAsset>
        {
            Call = new EnergyCall("FlexMeasures.Messages.ListAssets", "GET /api/v2_0/assets"),
            Path = new FlexMeasuresPath("api/v2_0/assets").Add("owner_id", ownerId).ToString(),
            TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset,
            Fingerprint = static item => (ulong)item.Id,
            FirstPage = 1,
            PageSize = null,
        }),
        cancellationToken);

    /// <summary>Gets an asset of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The asset.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresMessageAsset> GetAssetAsync(long id, CancellationToken cancellationToken = default) => GetAsync(
        FlexMeasuresApiVersion.V20, "getAsset", new FlexMeasuresPath("api/v2_0/asset/" + FlexMeasuresHttp.Id(id)), FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset, anonymous: false, cancellationToken);

    /// <summary>Makes an asset on a server of 2021 (v2_0); the name is unique on the server.</summary>
    /// <param name="asset">The asset; id and state of charge are the server's and are not sent.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="ArgumentException">A required member is missing, or the limits of the state of charge are the wrong way round.</exception>
    public virtual Task<FlexMeasuresMessageAsset> CreateAssetAsync(FlexMeasuresMessageAsset asset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(asset);
        if (asset is not { Name.Length: > 0, Unit: not null, CapacityInMegawatts: >= 0.0001, EventResolutionMinutes: > 0, Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180, AssetTypeName: not null, OwnerId: not null, MarketId: not null })
        {
            throw new ArgumentException("An asset needs a name, a unit, a capacity of at least 0.0001 MW, a resolution, a latitude (±90), a longitude (±180), a type, an owner and a market.", nameof(asset));
        }

        if (asset.MaximumChargeInMegawattHours < asset.MinimumChargeInMegawattHours)
        {
            throw new ArgumentException("The highest state of charge is below the lowest.", nameof(asset));
        }

        return _transport.SendAsync(
            new EnergyCall("FlexMeasures.Messages.CreateAsset", "POST /api/v2_0/assets"),
            HttpMethod.Post,
            "api/v2_0/assets",
            json =>
            {
                json.WriteString("name", asset.Name);
                FlexMeasuresUpdates.Write(json, "display_name", asset.DisplayName);
                json.WriteString("unit", asset.Unit);
                FlexMeasuresUpdates.Write(json, "capacity_in_mw", asset.CapacityInMegawatts);
                FlexMeasuresUpdates.Write(json, "event_resolution", (long?)asset.EventResolutionMinutes);
                FlexMeasuresUpdates.Write(json, "latitude", asset.Latitude);
                FlexMeasuresUpdates.Write(json, "longitude", asset.Longitude);
                json.WriteString("asset_type_name", asset.AssetTypeName);
                FlexMeasuresUpdates.Write(json, "owner_id", asset.OwnerId);
                FlexMeasuresUpdates.Write(json, "market_id", asset.MarketId);
                FlexMeasuresUpdates.Write(json, "min_soc_in_mwh", asset.MinimumChargeInMegawattHours);
                FlexMeasuresUpdates.Write(json, "max_soc_in_mwh", asset.MaximumChargeInMegawattHours);
            },
            FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset,
            cancellationToken);
    }

    /// <summary>Changes where an asset of a server of 2021 (v2_0) is, or how it is called for people.</summary>
    /// <param name="id">The id.</param>
    /// <param name="latitude">Degrees north; <see langword="null"/> keeps it.</param>
    /// <param name="longitude">Degrees east; <see langword="null"/> keeps it.</param>
    /// <param name="displayName">The name for people, 4 characters at least; <see langword="null"/> keeps it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="ArgumentException">A coordinate is out of range.</exception>
    public virtual Task<FlexMeasuresMessageAsset> UpdateAssetAsync(long id, double? latitude = null, double? longitude = null, string? displayName = null, CancellationToken cancellationToken = default)
    {
        FlexMeasuresCheck.Coordinate(latitude, 90, nameof(latitude));
        FlexMeasuresCheck.Coordinate(longitude, 180, nameof(longitude));
        return _transport.SendAsync(
            new EnergyCall("FlexMeasures.Messages.UpdateAsset", "PATCH /api/v2_0/asset/{id}"),
            HttpMethod.Patch,
            "api/v2_0/asset/" + FlexMeasuresHttp.Id(id),
            json =>
            {
                FlexMeasuresUpdates.Write(json, "latitude", latitude);
                FlexMeasuresUpdates.Write(json, "longitude", longitude);
                FlexMeasuresUpdates.Write(json, "display_name", displayName);
            },
            FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset,
            cancellationToken);
    }

    /// <summary>Deletes an asset of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task DeleteAssetAsync(long id, CancellationToken cancellationToken = default) => SendEmptyAsync(
        new EnergyCall("FlexMeasures.Messages.DeleteAsset", "DELETE /api/v2_0/asset/{id}"), HttpMethod.Delete, "api/v2_0/asset/" + FlexMeasuresHttp.Id(id), cancellationToken);

    /// <summary>Lists the users of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="includeInactive">Whether also those that may not sign in; <see langword="null"/> leaves it to the server, which does not.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The users, in one answer.</returns>
    public virtual Paged<FlexMeasuresUser> ListUsersAsync(bool? includeInactive = null, CancellationToken cancellationToken = default) => new(
        new FlexMeasuresListSource<FlexMeasuresUser>(_transport, new FlexMeasuresListRoute<FlexMeasuresUser>
        {
            Call = new EnergyCall("FlexMeasures.Messages.ListUsers", "GET /api/v2_0/users"),
            Path = new FlexMeasuresPath("api/v2_0/users").Add("include_inactive", includeInactive).ToString(),
            TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresUser,
            Fingerprint = static item => (ulong)item.Id,
            FirstPage = 1,
            PageSize = null,
        }),
        cancellationToken);

    /// <summary>Gets a user of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The user.</returns>
    public virtual Task<FlexMeasuresUser> GetUserAsync(long id, CancellationToken cancellationToken = default) => GetAsync(
        FlexMeasuresApiVersion.V20, "getUser", new FlexMeasuresPath("api/v2_0/user/" + FlexMeasuresHttp.Id(id)), FlexMeasuresJsonContext.Default.FlexMeasuresUser, anonymous: false, cancellationToken);

    /// <summary>Changes a user of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    public virtual Task<FlexMeasuresUser> UpdateUserAsync(long id, FlexMeasuresUserUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        update.Check();
        return _transport.SendAsync(
            new EnergyCall("FlexMeasures.Messages.UpdateUser", "PATCH /api/v2_0/user/{id}"), HttpMethod.Patch, "api/v2_0/user/" + FlexMeasuresHttp.Id(id), update.WriteTo, FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);
    }

    /// <summary>Has a new password sent to a user of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task ResetPasswordAsync(long id, CancellationToken cancellationToken = default) => SendEmptyAsync(
        new EnergyCall("FlexMeasures.Messages.ResetPassword", "PATCH /api/v2_0/user/{id}/password-reset"), HttpMethod.Patch, $"api/v2_0/user/{FlexMeasuresHttp.Id(id)}/password-reset", cancellationToken);

    // The content type makes a server of 2021 answer errors in JSON, even where there is no body.
    private async Task SendEmptyAsync(EnergyCall call, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = FlexMeasuresHttp.Request(method, path, FlexMeasuresHttp.NoBody());
        using var response = await _transport.SendAsync(call, request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
    }
}
