namespace Energy.Clients.IOTile;

/// <summary>Properties of projects, devices and data blocks by their target.</summary>
/// <example>
/// <code>
/// await iotile.Properties.CreateAsync("d--0000-0000-0000-0007", "Room", IOTilePropertyValue.FromString("cellar"));
/// </code>
/// </example>
public class IOTilePropertyOperations
{
    private static readonly EnergyPath Items = new("api/v1/property/");
    private static readonly EnergyPath Item = new("api/v1/property/{id}/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Properties.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Properties.Get");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Properties.Create");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.Properties.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.Properties.Delete");

    private readonly EnergyTransport _transport;

    internal IOTilePropertyOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTilePropertyOperations() => _transport = null!;

    /// <summary>Lists the properties of a target.</summary>
    /// <param name="target">A slug of a project, device or data block; it is sent in canonical form.</param>
    /// <param name="query">Page size and the like.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The properties, one request a page; a foreign target is an <see cref="EnergyAuthenticationException"/>.</returns>
    /// <exception cref="ArgumentException">The text is no slug of such a kind.</exception>
    public virtual Paged<IOTileProperty> ListAsync(string target, IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At().With(new QueryArguments { ["target"] = IOTileSlugText.Canonical(target, "pdb", nameof(target)) }), query,
            IOTileJsonContext.Default.IOTileProperty, IOTileProperty.Fingerprint, cancellationToken);

    /// <summary>Gets a property.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The property.</returns>
    public virtual Task<IOTileProperty> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), IOTileJsonContext.Default.IOTileProperty, cancellationToken);

    /// <summary>Makes a property; a name that exists is refused (<c>SetPropertyAsync</c> of the target's own operations replaces it).</summary>
    /// <param name="target">A slug of a project, device or data block.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The property; its number is not part of the answer.</returns>
    public virtual Task<IOTileProperty> CreateAsync(string target, string name, IOTilePropertyValue value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _transport.SendAsync(Create.At().WithJson(json => value.AddTo(json.Add("target", IOTileSlugText.Canonical(target, "pdb", nameof(target))).Add("name", name))),
            IOTileJsonContext.Default.IOTileProperty, cancellationToken);
    }

    /// <summary>Changes the value of a property.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The property; its number is not part of the answer.</returns>
    public virtual Task<IOTileProperty> UpdateAsync(long id, IOTilePropertyValue value, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Update.At(id).WithJson(json => value.AddTo(json)), IOTileJsonContext.Default.IOTileProperty, cancellationToken);

    /// <summary>Deletes a property.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(id), cancellationToken);
}
