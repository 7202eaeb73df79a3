namespace Energy.Clients.OpenCec;

/// <summary>A new row: a device class.</summary>
public sealed record OpenCecNewDeviceClass : OpenCecRowInput
{
    internal const int MaxCharacters = 100;

    /// <summary>The name, unique, at most 100 characters (code points).</summary>
    public required string Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public required string Description { get; init; }

    internal override void Write(OpenCecBody body) => body.AddText(nameof(Name), Name, MaxCharacters).AddText(nameof(Description), Description);
}
