namespace Energy.Clients.Emulators;

/// <summary>What a vendor's server makes of a slash at the end of a path.</summary>
internal enum TrailingSlash
{
    /// <summary>A path with one is another path, which does not exist.</summary>
    Refused,

    /// <summary>One is let pass.</summary>
    Tolerated,

    /// <summary>A path without one is redirected (301) to the path with it.</summary>
    Required,
}
