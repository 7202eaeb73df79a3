namespace Energy.Clients.FlexMeasures;

/// <summary>Which users to list.</summary>
public sealed record FlexMeasuresUserQuery : FlexMeasuresListQuery
{
    /// <summary>Of this account.</summary>
    public long? AccountId { get; init; }

    /// <summary>Also those that may not sign in.</summary>
    public bool? IncludeInactive { get; init; }

    private protected override QueryArguments Own() => new QueryArguments().Add("account", AccountId).Add("include_inactive", IncludeInactive);
}
