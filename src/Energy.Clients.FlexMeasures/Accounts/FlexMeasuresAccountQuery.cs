namespace Energy.Clients.FlexMeasures;

/// <summary>Which accounts to list.</summary>
public sealed record FlexMeasuresAccountQuery : FlexMeasuresListQuery
{
    /// <summary>With this role.</summary>
    public string? Role { get; init; }

    private protected override QueryArguments Own() => new QueryArguments().Add("role", Role);
}
