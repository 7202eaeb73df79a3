namespace Energy.Clients.IOTile;

/// <summary>Variable types, which any account may read.</summary>
public class IOTileVariableTypeOperations
{
    private readonly IOTileApi _api;

    internal IOTileVariableTypeOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileVariableTypeOperations() => _api = null!;

    /// <summary>Lists the variable types.</summary>
    /// <param name="query">Page size and the like.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The types, one request a page.</returns>
    public virtual Paged<IOTileVariableType> ListAsync(IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("VariableTypes.List", "vartype/", "vartype/", query, IOTileJsonContext.Default.IOTileVariableType, static t => StableHash.Of(t.Slug), cancellationToken);

    /// <summary>Gets a variable type.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The type.</returns>
    public virtual Task<IOTileVariableType> GetAsync(string slug, CancellationToken cancellationToken = default) =>
        _api.GetAsync("VariableTypes.Get", "vartype/{slug}/", IOTileApi.Path("vartype", slug), IOTileJsonContext.Default.IOTileVariableType, cancellationToken);
}
