namespace Energy.Clients.IOTile;

/// <summary>What every object of the cloud shares: members that this version of the package does not know are kept.</summary>
public abstract record IOTileModel : IKeepsUnknownMembers
{
    private ByContent<IDictionary<string, JsonElement>?> _unknownMembers;

    /// <inheritdoc/>
    [JsonExtensionData]
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only",
        Justification = "An inherited member that is set while an object is made cannot be init-only for generated readers.")]
    public IDictionary<string, JsonElement>? UnknownMembers { get => _unknownMembers.Value; set => _unknownMembers = new(value); }
}
