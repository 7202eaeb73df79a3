using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of a device class. Only what is set is sent.</summary>
public sealed record OpenCecDeviceClassUpdate : OpenCecWrite
{
    /// <summary>The name, unique, at most 100 characters (code points).</summary>
    public Optional<string> Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public Optional<string> Description { get; init; }

    internal override void Check()
    {
        OpenCecText.Check(nameof(OpenCecDeviceClassUpdate), nameof(Name), Name, 100);
        OpenCecText.Check(nameof(OpenCecDeviceClassUpdate), nameof(Description), Description);
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("name", Name).Add("description", Description);
}
