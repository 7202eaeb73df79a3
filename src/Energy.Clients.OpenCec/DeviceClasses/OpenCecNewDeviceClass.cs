using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>A new row: a device class.</summary>
public sealed record OpenCecNewDeviceClass : OpenCecWrite
{
    /// <summary>The name, unique, at most 100 characters (code points).</summary>
    public required string Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public required string Description { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecNewDeviceClass), nameof(Name), Name, 100);
        OpenCecText.Check(nameof(OpenCecNewDeviceClass), nameof(Description), Description);
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("name", Name).Add("description", Description);
}
