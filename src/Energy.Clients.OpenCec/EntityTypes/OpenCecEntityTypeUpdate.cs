using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of an entity type. Only what is set is sent.</summary>
public sealed record OpenCecEntityTypeUpdate : OpenCecWrite
{
    /// <summary>The name, unique, at most 50 characters (code points).</summary>
    public Optional<string> Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public Optional<string> Description { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecEntityTypeUpdate), nameof(Name), Name, 50);
        OpenCecText.Check(nameof(OpenCecEntityTypeUpdate), nameof(Description), Description);
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("name", Name).Add("description", Description);
}
