namespace Energy.Clients.OpenCec;

/// <summary>A new row: an entity type.</summary>
public sealed record OpenCecNewEntityType : OpenCecRowInput
{
    internal const int MaxCharacters = 50;

    /// <summary>The name, unique, at most 50 characters (code points).</summary>
    public required string Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public required string Description { get; init; }

    internal override void Write(OpenCecBody body) => body.AddText(nameof(Name), Name, MaxCharacters).AddText(nameof(Description), Description);
}
