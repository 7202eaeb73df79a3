namespace Energy.Clients.OpenCec;

/// <summary>Which listings to list for administration. All conditions must hold; a condition that is left out keeps all.</summary>
public sealed record OpenCecAdminListingQuery : OpenCecQuery<OpenCecListing>
{
    /// <summary>Of this kind.</summary>
    public int? EntityTypeId { get; init; }

    /// <summary>What the manufacturer contains, in any case.</summary>
    public OpenCecTextFilter? Manufacturer { get; init; }

    /// <summary>What the model contains, in any case.</summary>
    public OpenCecTextFilter? Model { get; init; }

    /// <summary>Exactly this state.</summary>
    public OpenCecListingStatus? Status { get; init; }

    internal override QueryArguments ToQuery() => new QueryArguments()
        .Add("entity_type_id", EntityTypeId)
        .AddText("manufacturer", Manufacturer?.WireText)
        .AddText("model", Model?.WireText)
        .AddText("status", Status?.Name);
}
