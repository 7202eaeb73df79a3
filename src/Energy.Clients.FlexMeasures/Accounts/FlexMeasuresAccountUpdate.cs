namespace Energy.Clients.FlexMeasures;

/// <summary>Changes to an account: what is left out stays.</summary>
public sealed record FlexMeasuresAccountUpdate : IFlexMeasuresBody
{
    /// <summary>The name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>A colour of its pages, <c>#1a3443</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> PrimaryColor { get; init; }

    /// <summary>Another colour.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> SecondaryColor { get; init; }

    /// <summary>Its logo.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> LogoUrl { get; init; }

    /// <summary>The account that may look after it, or <see langword="null"/> for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<long?> ConsultancyAccountId { get; init; }

    /// <summary>Its plan, which sets limits, or <see langword="null"/> for none. For admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<long?> PlanId { get; init; }

    /// <summary>The ids of its roles, all of them. For admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalList<long> RoleIds { get; init; }

    /// <summary>Free attributes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<FlexMeasuresJson> Attributes { get; init; }

    void IFlexMeasuresBody.Check()
    {
        FlexMeasuresCheck.Color(PrimaryColor.IsSet ? PrimaryColor.Value : null, nameof(PrimaryColor));
        FlexMeasuresCheck.Color(SecondaryColor.IsSet ? SecondaryColor.Value : null, nameof(SecondaryColor));
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.Add("name", Name);
        json.Add("primary_color", PrimaryColor);
        json.Add("secondary_color", SecondaryColor);
        json.Add("logo_url", LogoUrl);
        json.Add("consultancy_account_id", ConsultancyAccountId);
        json.Add("plan_id", PlanId);
        json.Add("account_roles", (Optional<IReadOnlyList<long>>)RoleIds);
        json.Add("attributes", Attributes);
    }
}
