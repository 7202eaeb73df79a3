using System.Text.Json;

namespace Energy.Clients.FlexMeasures;

/// <summary>An account to be made, or changes to one.</summary>
public sealed record FlexMeasuresAccountUpdate
{
    /// <summary>The name.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>A colour of its pages, <c>#1a3443</c>.</summary>
    public Optional<string?> PrimaryColor { get; init; }

    /// <summary>Another colour.</summary>
    public Optional<string?> SecondaryColor { get; init; }

    /// <summary>Its logo.</summary>
    public Optional<string?> LogoUrl { get; init; }

    /// <summary>The account that may look after it, or <see langword="null"/> for none.</summary>
    public Optional<long?> ConsultancyAccountId { get; init; }

    /// <summary>Its plan, which sets limits, or <see langword="null"/> for none. Changes only; for admins.</summary>
    public Optional<long?> PlanId { get; init; }

    /// <summary>The ids of its roles, all of them. Changes only; for admins.</summary>
    public Optional<IReadOnlyList<long>> RoleIds { get; init; }

    /// <summary>Free attributes.</summary>
    public Optional<FlexMeasuresJson> Attributes { get; init; }

    internal void Check()
    {
        FlexMeasuresCheck.Color(PrimaryColor, nameof(PrimaryColor));
        FlexMeasuresCheck.Color(SecondaryColor, nameof(SecondaryColor));
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Add("name", Name);
        json.Add("primary_color", PrimaryColor);
        json.Add("secondary_color", SecondaryColor);
        json.Add("logo_url", LogoUrl);
        json.Add("consultancy_account_id", ConsultancyAccountId);
        json.Add("plan_id", PlanId);
        json.Add("account_roles", RoleIds);
        json.Add("attributes", Attributes);
    }
}
