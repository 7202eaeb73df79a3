namespace Energy.Clients.IOTile;

/// <summary>The server itself.</summary>
/// <example>
/// <code>
/// IOTileServerInfo server = await iotile.Server.GetAsync();
/// Console.WriteLine(server.Now);
/// </code>
/// </example>
public class IOTileServerOperations
{
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v1/server/").Get("IOTile.Server.Get") with { IsAnonymous = true };
    internal static readonly EnergyEndpoint ListResources = new EnergyPath("api/v1/").Get("IOTile.Server.ListResources");

    private readonly EnergyTransport _transport;

    internal IOTileServerOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileServerOperations() => _transport = null!;

    /// <summary>Asks what the server is and what time it has. Public: it also tells a wrong address from a wrong password.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Clock, stage, name.</returns>
    public virtual Task<IOTileServerInfo> GetAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(), IOTileJsonContext.Default.IOTileServerInfo, cancellationToken);

    /// <summary>Asks which resources there are.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The address of each resource, by name. Use the names with <see cref="IOTileClient.Resource"/>; the addresses may be a proxy's.</returns>
    public virtual Task<IReadOnlyDictionary<string, string>> ListResourcesAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(ListResources.At(), IOTileJsonContext.Default.IReadOnlyDictionaryStringString, cancellationToken);
}
