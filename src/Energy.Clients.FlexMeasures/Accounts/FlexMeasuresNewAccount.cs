namespace Energy.Clients.FlexMeasures;

/// <summary>An account to be made.</summary>
public sealed record FlexMeasuresNewAccount : IFlexMeasuresBody
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>A colour of its pages, <c>#1a3443</c>.</summary>
    public string? PrimaryColor { get; init; }

    /// <summary>Another colour.</summary>
    public string? SecondaryColor { get; init; }

    /// <summary>Its logo.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>The account that may look after it.</summary>
    public long? ConsultancyAccountId { get; init; }

    /// <summary>Free attributes.</summary>
    public FlexMeasuresJson? Attributes { get; init; }

    void IFlexMeasuresBody.Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        FlexMeasuresCheck.Color(PrimaryColor, nameof(PrimaryColor));
        FlexMeasuresCheck.Color(SecondaryColor, nameof(SecondaryColor));
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json) => json
        .Add("name", Name)
        .Add("primary_color", PrimaryColor)
        .Add("secondary_color", SecondaryColor)
        .Add("logo_url", LogoUrl)
        .Add("consultancy_account_id", ConsultancyAccountId)
        .Add("attributes", Attributes);
}
