namespace Energy.Clients.FlexMeasures;

/// <summary>Which accounts to list.</summary>
public sealed record FlexMeasuresAccountQuery : FlexMeasuresListQuery
{
    /// <summary>With this role.</summary>
    public string? Role { get; init; }

    internal FlexMeasuresPath Path() => new FlexMeasuresPath("api/v3_0/accounts").Add("role", Role);
}
