namespace Energy.Clients.OpenCec;

/// <summary>The endpoints of one of the eight resources, which are alike. The server reads a single row through its list: <c>?id=</c>.</summary>
internal sealed class OpenCecEndpoints
{
    /// <param name="group">The resource in the names of operations.</param>
    /// <param name="resource">The resource in paths.</param>
    public OpenCecEndpoints(string group, string resource)
    {
        var rows = new EnergyPath($"admin/{resource}");
        var row = new EnergyPath($"admin/{resource}/{{id}}");
        List = rows.Get($"OpenCec.{group}.{nameof(List)}");
        Get = rows.Get($"OpenCec.{group}.{nameof(Get)}");
        Find = rows.Get($"OpenCec.{group}.{nameof(Find)}");

        // The server closes the connection behind every 500 without saying so, and a refused update and every deletion is one: the next request would be sent into a dying
        // connection.
        Create = rows.Post($"OpenCec.{group}.{nameof(Create)}") with { ClosesConnection = true };
        Update = row.Put($"OpenCec.{group}.{nameof(Update)}") with { ClosesConnection = true };
        Delete = row.Delete($"OpenCec.{group}.{nameof(Delete)}") with { ClosesConnection = true };
    }

    public EnergyEndpoint List { get; }

    public EnergyEndpoint Get { get; }

    public EnergyEndpoint Find { get; }

    public EnergyEndpoint Create { get; }

    public EnergyEndpoint Update { get; }

    public EnergyEndpoint Delete { get; }
}
