namespace Energy.Clients.IOTile;

/// <summary>The server itself.</summary>
public class IOTileServerOperations
{
    private readonly IOTileApi _api;

    internal IOTileServerOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileServerOperations() => _api = null!;

    /// <summary>Asks what the server is and what time it has. Public: it also tells a wrong address from a wrong password.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Clock, stage, name.</returns>
    public virtual Task<IOTileServerInfo> GetAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync("Server.Get", "server/", "server/", IOTileJsonContext.Default.IOTileServerInfo, cancellationToken, anonymous: true);

    /// <summary>Asks which resources there are.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The address of each resource, by name. Use the names with <see cref="IOTileClient.Resource"/>; the addresses may be a proxy's.</returns>
    public virtual Task<IReadOnlyDictionary<string, string>> ListResourcesAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync("Server.ListResources", "", "", IOTileJsonContext.Default.IReadOnlyDictionaryStringString, cancellationToken);
}
