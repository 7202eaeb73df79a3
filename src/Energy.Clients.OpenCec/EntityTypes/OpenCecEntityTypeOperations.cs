namespace Energy.Clients.OpenCec;

/// <summary>The kinds that a listing can have.</summary>
public class OpenCecEntityTypeOperations : OpenCecResource<OpenCecEntityType, OpenCecEntityTypeQuery, OpenCecNewEntityType, OpenCecEntityTypeUpdate>
{
    internal OpenCecEntityTypeOperations(OpenCecConnection connection)
        : base(connection, "EntityTypes", "entity-types", OpenCecJsonContext.Default.OpenCecEntityType, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecEntityTypeOperations()
    {
    }

    private protected override string? BlockedBy => "listings of that type exist";
}
