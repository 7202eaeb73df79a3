using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A new row: an entity type.</summary>
public sealed record OpenCecNewEntityType : OpenCecWrite
{
    /// <summary>The name, unique, at most 50 characters (code points).</summary>
    public required string Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public required string Description { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecNewEntityType), nameof(Name), Name, 50);
        OpenCecText.Check(nameof(OpenCecNewEntityType), nameof(Description), Description);
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("name", Name).Add("description", Description);
}
