namespace Energy.Clients.IOTile;

/// <summary>Variable types, which any account may read.</summary>
/// <example>
/// <code>
/// await foreach (var type in iotile.VariableTypes.ListAsync())
/// {
///     Console.WriteLine(type.Name);
/// }
/// </code>
/// </example>
public class IOTileVariableTypeOperations
{
    internal static readonly EnergyEndpoint List = new EnergyPath("api/v1/vartype/").Get("IOTile.VariableTypes.List");
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v1/vartype/{slug}/").Get("IOTile.VariableTypes.Get");

    private readonly EnergyTransport _transport;

    internal IOTileVariableTypeOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileVariableTypeOperations() => _transport = null!;

    /// <summary>Lists the variable types.</summary>
    /// <param name="query">Page size and the like.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The types, one request a page.</returns>
    public virtual Paged<IOTileVariableType> ListAsync(IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileVariableType, static t => StableHash.Of(t.Slug), cancellationToken);

    /// <summary>Gets a variable type.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The type.</returns>
    public virtual Task<IOTileVariableType> GetAsync(string slug, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(slug), IOTileJsonContext.Default.IOTileVariableType, cancellationToken);
}
