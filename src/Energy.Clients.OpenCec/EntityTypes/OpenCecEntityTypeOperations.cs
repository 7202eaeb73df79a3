namespace Energy.Clients.OpenCec;

/// <summary>The kinds that a listing can have.</summary>
/// <example>
/// <code>
/// var type = await cec.Admin.EntityTypes.GetAsync(1);
/// </code>
/// </example>
public class OpenCecEntityTypeOperations : OpenCecResource<OpenCecEntityType, OpenCecEntityTypeQuery, OpenCecNewEntityType, OpenCecEntityTypeUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("EntityTypes", "entity-types");

    internal OpenCecEntityTypeOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecEntityType)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecEntityTypeOperations()
        : this(null!)
    {
    }

    private protected override string? BlockedBy => "listings of that type exist";
}
