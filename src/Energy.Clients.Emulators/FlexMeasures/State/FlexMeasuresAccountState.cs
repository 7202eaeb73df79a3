using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>An account.</summary>
internal sealed class FlexMeasuresAccountState(long id, string name)
{
    public long Id { get; set; } = id;

    public string Name { get; set; } = name;

    public List<string> Roles { get; set; } = [];

    public JsonObject Attributes { get; set; } = [];

    public long? ConsultancyAccountId { get; set; }

    public string? PrimaryColor { get; set; }

    public string? SecondaryColor { get; set; }

    public string? LogoUrl { get; set; }

    public long? PlanId { get; set; }
}
