namespace Energy.Clients.OpenCec;

/// <summary>The kind of a listing: <c>client</c> or <c>server</c>, and what else the administrator adds. The public filter knows only the first two, by their ids 1 and
/// 2.</summary>
public sealed record OpenCecEntityType : OpenCecRow
{
    /// <summary>The name, unique, at most 50 characters (code points).</summary>
    public required string Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    public string? Description { get; init; }
}
