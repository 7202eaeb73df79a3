namespace Energy.Clients.FlexMeasures;

/// <content>Assets and users of v2_0.</content>
public partial class FlexMeasuresMessageOperations
{
    private static readonly EnergyPath Assets = new("api/v2_0/assets");
    private static readonly EnergyPath Asset = new("api/v2_0/asset/{id}");
    private static readonly EnergyPath Users = new("api/v2_0/users");
    private static readonly EnergyPath User = new("api/v2_0/user/{id}");
    private static readonly EnergyPath PasswordReset = new("api/v2_0/user/{id}/password-reset");

    internal static readonly EnergyEndpoint ListAssets = Assets.Get("FlexMeasures.Messages.ListAssets");
    internal static readonly EnergyEndpoint CreateAsset = Assets.Post("FlexMeasures.Messages.CreateAsset");
    internal static readonly EnergyEndpoint GetAsset = Asset.Get("FlexMeasures.Messages.GetAsset");
    internal static readonly EnergyEndpoint UpdateAsset = Asset.Patch("FlexMeasures.Messages.UpdateAsset");
    internal static readonly EnergyEndpoint DeleteAsset = Asset.Delete("FlexMeasures.Messages.DeleteAsset");
    internal static readonly EnergyEndpoint ListUsers = Users.Get("FlexMeasures.Messages.ListUsers");
    internal static readonly EnergyEndpoint GetUser = User.Get("FlexMeasures.Messages.GetUser");
    internal static readonly EnergyEndpoint UpdateUser = User.Patch("FlexMeasures.Messages.UpdateUser");
    internal static readonly EnergyEndpoint ResetPassword = PasswordReset.Patch("FlexMeasures.Messages.ResetPassword");

    /// <summary>Lists assets of a server of 2021 (v2_0).</summary>
    /// <param name="ownerId">Of this user; another than oneself only for admins. <see langword="null"/> is one's own.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The assets, newest first, in one answer.</returns>
    public virtual Paged<FlexMeasuresMessageAsset> ListAssetsAsync(long? ownerId = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListAssets.At().With(new QueryArguments().Add("owner_id", ownerId)), FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset, static item => (ulong)item.Id, cancellationToken);

    /// <summary>Gets an asset of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The asset.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresMessageAsset> GetAssetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetAsset.At(id).With(JsonBody.Empty()), FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset, cancellationToken);

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
            CreateAsset.At().WithJson(json => json
                .Add("name", asset.Name)
                .Add("display_name", asset.DisplayName)
                .Add("unit", asset.Unit)
                .Add("capacity_in_mw", asset.CapacityInMegawatts)
                .Add("event_resolution", asset.EventResolutionMinutes)
                .Add("latitude", asset.Latitude)
                .Add("longitude", asset.Longitude)
                .Add("asset_type_name", asset.AssetTypeName)
                .Add("owner_id", asset.OwnerId)
                .Add("market_id", asset.MarketId)
                .Add("min_soc_in_mwh", asset.MinimumChargeInMegawattHours)
                .Add("max_soc_in_mwh", asset.MaximumChargeInMegawattHours)),
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
            UpdateAsset.At(id).WithJson(json => json.Add("latitude", latitude).Add("longitude", longitude).Add("display_name", displayName)),
            FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset,
            cancellationToken);
    }

    /// <summary>Deletes an asset of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task DeleteAssetAsync(long id, CancellationToken cancellationToken = default) => _transport.SendAsync(DeleteAsset.At(id).With(JsonBody.Empty()), cancellationToken);

    /// <summary>Lists the users of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="includeInactive">Whether also those that may not sign in; <see langword="null"/> leaves it to the server, which does not.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The users, in one answer.</returns>
    public virtual Paged<FlexMeasuresUser> ListUsersAsync(bool? includeInactive = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListUsers.At().With(new QueryArguments().Add("include_inactive", includeInactive)), FlexMeasuresJsonContext.Default.FlexMeasuresUser, static item => (ulong)item.Id, cancellationToken);

    /// <summary>Gets a user of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The user.</returns>
    public virtual Task<FlexMeasuresUser> GetUserAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetUser.At(id).With(JsonBody.Empty()), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Changes a user of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    public virtual Task<FlexMeasuresUser> UpdateUserAsync(long id, FlexMeasuresUserUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        update.Check();
        return _transport.SendAsync(UpdateUser.At(id).WithJson(update.WriteTo), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);
    }

    /// <summary>Has a new password sent to a user of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task ResetPasswordAsync(long id, CancellationToken cancellationToken = default) => _transport.SendAsync(ResetPassword.At(id).With(JsonBody.Empty()), cancellationToken);
}
