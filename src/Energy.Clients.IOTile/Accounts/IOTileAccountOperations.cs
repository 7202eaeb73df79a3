namespace Energy.Clients.IOTile;

/// <summary>Accounts: in practice your own.</summary>
/// <example>
/// <code>
/// await foreach (var account in iotile.Accounts.ListAsync())
/// {
///     Console.WriteLine(account.Slug);
/// }
/// </code>
/// </example>
public class IOTileAccountOperations
{
    private static readonly EnergyPath Item = new("api/v1/account/{slug}/");

    internal static readonly EnergyEndpoint List = new EnergyPath("api/v1/account/").Get("IOTile.Accounts.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Accounts.Get");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.Accounts.Update");
    internal static readonly EnergyEndpoint SetPassword = new EnergyPath("api/v1/account/{slug}/set_password/").Post("IOTile.Accounts.SetPassword");

    private readonly EnergyTransport _transport;

    internal IOTileAccountOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileAccountOperations() => _transport = null!;

    /// <summary>Lists the accounts that you may see: yourself, or all for staff that asks so.</summary>
    /// <param name="query">Page size and the like; <see langword="null"/> takes the server's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The accounts, one request a page.</returns>
    public virtual Paged<IOTileAccount> ListAsync(IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileAccount, static a => StableHash.Of(a.Slug), cancellationToken);

    /// <summary>Gets an account.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The account.</returns>
    /// <exception cref="EnergyNotFoundException">There is none, or it is not you.</exception>
    public virtual Task<IOTileAccount> GetAsync(string slug, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(slug), IOTileJsonContext.Default.IOTileAccount, cancellationToken);

    /// <summary>Changes your account.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The account as it is now.</returns>
    public virtual Task<IOTileAccount> UpdateAsync(string slug, IOTileAccountUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(Update.At(slug).WithJson(json => json.Add("name", update.Name).Add("tagline", update.Tagline)), IOTileJsonContext.Default.IOTileAccount,
            cancellationToken);
    }

    /// <summary>Sets a new password.</summary>
    /// <param name="slug">The account's slug.</param>
    /// <param name="password">The new password. Tokens that were given out before stay valid.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is set.</returns>
    public virtual Task SetPasswordAsync(string slug, string password, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        return _transport.SendAsync(SetPassword.At(slug).WithJson(json => json.Add("password", password)), cancellationToken);
    }
}
