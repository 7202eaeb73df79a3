namespace Energy.Clients.FlexMeasures.Messages;

/// <content>Assets and users of v2_0.</content>
public partial class FlexMeasuresMessageOperations
{
    private static readonly EnergyPath Assets = new("api/v2_0/assets");
    private static readonly EnergyPath Asset = new("api/v2_0/asset/{id}");
    private static readonly EnergyPath User = new("api/v2_0/user/{id}");

    internal static readonly EnergyEndpoint ListAssets = Assets.Get("FlexMeasures.Messages.ListAssets");
    internal static readonly EnergyEndpoint CreateAsset = Assets.Post("FlexMeasures.Messages.CreateAsset");
    internal static readonly EnergyEndpoint GetAsset = Asset.Get("FlexMeasures.Messages.GetAsset");
    internal static readonly EnergyEndpoint UpdateAsset = Asset.Patch("FlexMeasures.Messages.UpdateAsset");
    internal static readonly EnergyEndpoint DeleteAsset = Asset.Delete("FlexMeasures.Messages.DeleteAsset");
    internal static readonly EnergyEndpoint ListUsers = new EnergyPath("api/v2_0/users").Get("FlexMeasures.Messages.ListUsers");
    internal static readonly EnergyEndpoint GetUser = User.Get("FlexMeasures.Messages.GetUser");
    internal static readonly EnergyEndpoint UpdateUser = User.Patch("FlexMeasures.Messages.UpdateUser");
    internal static readonly EnergyEndpoint ResetPassword = new EnergyPath("api/v2_0/user/{id}/password-reset").Patch("FlexMeasures.Messages.ResetPassword");

    /// <summary>Lists assets of a server of 2021 (v2_0).</summary>
    /// <param name="ownerId">Of this user; another than oneself only for admins. <see langword="null"/> is one's own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The assets, newest first, in one answer.</returns>
    public virtual Paged<FlexMeasuresMessageAsset> ListAssetsAsync(long? ownerId = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListAssets.At().With(new QueryArguments().Add("owner_id", ownerId)), FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset, static item =>
            (ulong)item.Id, cancellationToken);

    /// <summary>Gets an asset of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The asset.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresMessageAsset> GetAssetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetAsset.At(id).With(JsonBody.Empty()), FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset, cancellationToken);

    /// <summary>Makes an asset on a server of 2021 (v2_0); the name is unique on the server.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="ArgumentException">A member is out of range, or the limits of the state of charge are the wrong way round.</exception>
    public virtual Task<FlexMeasuresMessageAsset> CreateAssetAsync(FlexMeasuresNewMessageAsset asset, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(CreateAsset.At().With(asset), FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset, cancellationToken);

    /// <summary>Changes where an asset of a server of 2021 (v2_0) is, or how it is called for people.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="ArgumentException">A coordinate is out of range.</exception>
    public virtual Task<FlexMeasuresMessageAsset> UpdateAssetAsync(long id, FlexMeasuresMessageAssetUpdate update, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(UpdateAsset.At(id).With(update), FlexMeasuresJsonContext.Default.FlexMeasuresMessageAsset, cancellationToken);

    /// <summary>Deletes an asset of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task DeleteAssetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(DeleteAsset.At(id).With(JsonBody.Empty()), cancellationToken);

    /// <summary>Lists the users of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="includeInactive">Whether also those that may not sign in; <see langword="null"/> leaves it to the server, which does not.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The users, in one answer.</returns>
    public virtual Paged<FlexMeasuresUser> ListUsersAsync(bool? includeInactive = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListUsers.At().With(new QueryArguments().Add("include_inactive", includeInactive)), FlexMeasuresJsonContext.Default.FlexMeasuresUser, static item =>
            (ulong)item.Id, cancellationToken);

    /// <summary>Gets a user of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user.</returns>
    public virtual Task<FlexMeasuresUser> GetUserAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetUser.At(id).With(JsonBody.Empty()), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Changes a user of a server of 2021 (v2_0).</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    public virtual Task<FlexMeasuresUser> UpdateUserAsync(long id, FlexMeasuresUserUpdate update, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(UpdateUser.At(id).With(update), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Has a new password sent to a user of a server of 2021 (v2_0); for admins.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task ResetPasswordAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(ResetPassword.At(id).With(JsonBody.Empty()), cancellationToken);
}
