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
        FlexMeasuresUpdates.WriteText(json, "name", Name);
        FlexMeasuresUpdates.Write(json, "primary_color", PrimaryColor);
        FlexMeasuresUpdates.Write(json, "secondary_color", SecondaryColor);
        FlexMeasuresUpdates.Write(json, "logo_url", LogoUrl);
        FlexMeasuresUpdates.Write(json, "consultancy_account_id", ConsultancyAccountId);
        FlexMeasuresUpdates.Write(json, "plan_id", PlanId);
        FlexMeasuresUpdates.Write(json, "account_roles", RoleIds);
        FlexMeasuresUpdates.Write(json, "attributes", Attributes);
    }
}
