namespace Energy.Clients.FlexMeasures;

/// <summary>Which sensors to list.</summary>
public sealed record FlexMeasuresSensorQuery : FlexMeasuresListQuery
{
    /// <summary>Of this account; together with <see cref="AssetId"/> only when the asset is the account's.</summary>
    public long? AccountId { get; init; }

    /// <summary>Of this asset and those below it.</summary>
    public long? AssetId { get; init; }

    /// <summary>Also of the accounts that the caller's account advises.</summary>
    public bool? IncludeConsultancyClients { get; init; }

    /// <summary>Also of public assets.</summary>
    public bool? IncludePublicAssets { get; init; }

    /// <summary>With exactly this unit.</summary>
    public Unit? Unit { get; init; }

    private protected override QueryArguments Own() => new QueryArguments()
        .Add("account", AccountId)
        .Add("asset", AssetId)
        .Add("include_consultancy_clients", IncludeConsultancyClients)
        .Add("include_public_assets", IncludePublicAssets)
        .Add("unit", Unit?.Symbol);
}
