namespace Energy.Clients.OpenCec;

/// <summary>The kinds that a listing can have.</summary>
public class OpenCecEntityTypeOperations : OpenCecResource<OpenCecEntityType, OpenCecEntityTypeQuery, OpenCecNewEntityType, OpenCecEntityTypeUpdate>
{
    private static readonly EnergyPath Rows = new("admin/entity-types");
    private static readonly EnergyPath Row = new("admin/entity-types/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.EntityTypes.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.EntityTypes.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.EntityTypes.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.EntityTypes.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.EntityTypes.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.EntityTypes.Delete");

    internal OpenCecEntityTypeOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecEntityType, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecEntityTypeOperations()
    {
    }

    private protected override string? BlockedBy => "listings of that type exist";
}
