namespace Energy.Clients.FlexMeasures;

/// <summary>The users.</summary>
/// <example>
/// <code>
/// await foreach (var user in flexMeasures.Users.ListAsync())
/// {
///     Console.WriteLine(user.Email);
/// }
/// </code>
/// </example>
public class FlexMeasuresUserOperations
{
    private static readonly EnergyPath Item = new("api/v3_0/users/{id}");
    private static readonly EnergyPath All = new("api/v3_0/users");

    internal static readonly EnergyEndpoint Get = Item.Get("FlexMeasures.Users.Get");
    internal static readonly EnergyEndpoint Update = Item.Patch("FlexMeasures.Users.Update");
    internal static readonly EnergyEndpoint Create = All.Post("FlexMeasures.Users.Create");
    internal static readonly EnergyEndpoint List = All.Get("FlexMeasures.Users.List");
    internal static readonly EnergyEndpoint ResetPassword = new EnergyPath("api/v3_0/users/{id}/password-reset").Patch("FlexMeasures.Users.ResetPassword");
    internal static readonly EnergyEndpoint ListAuditLog = new EnergyPath("api/v3_0/users/{id}/auditlog").Get("FlexMeasures.Users.ListAuditLog");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresUserOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresUserOperations() => _transport = null!;

    /// <summary>Lists users.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The list. When it changes while pages are read, an item may be missed or come twice; in one answer it cannot.</returns>
    /// <exception cref="ArgumentException">The paging or the filter of the query cannot be.</exception>
    public virtual Paged<FlexMeasuresUser> ListAsync(FlexMeasuresUserQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, FlexMeasuresJsonContext.Default.FlexMeasuresUser, static item => (ulong)item.Id, cancellationToken);

    /// <summary>Gets a user.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresUser> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Gets a user, or null.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It, or <see langword="null"/> when there is none with this id.</returns>
    public virtual Task<FlexMeasuresUser?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Makes a user; for account admins. An address that is taken or cannot be delivered to is answered with 500.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresUser> CreateAsync(FlexMeasuresNewUser user, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().With(user), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Changes a user: what is left out stays.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresUser> UpdateAsync(long id, FlexMeasuresUserUpdate update, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Update.At(id).With(update), FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Makes the server send the user a way to set a new password; tokens end with it.</summary>
    /// <param name="id">The user.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task ResetPasswordAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(ResetPassword.At(id), cancellationToken);

    /// <summary>Lists what happened, in an audit log.</summary>
    /// <param name="id">The id.</param>
    /// <param name="query">Paging and order (<c>event_datetime</c>); <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The entries.</returns>
    public virtual Paged<FlexMeasuresAuditEntry> ListAuditLogAsync(long id, FlexMeasuresAuditQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListAuditLog.At(id), query, FlexMeasuresJsonContext.Default.FlexMeasuresAuditEntry, static item =>
            StableHash.Add(StableHash.Of(item.At), StableHash.Of(item.Event)), cancellationToken);
}
