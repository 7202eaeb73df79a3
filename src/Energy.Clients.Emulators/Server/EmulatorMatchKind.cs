namespace Energy.Clients.Emulators;

/// <summary>What the router made of a request.</summary>
internal enum EmulatorMatchKind
{
    /// <summary>A route answers.</summary>
    Found,

    /// <summary>No route has this path.</summary>
    NotFound,

    /// <summary>A route has this path, but not with this method.</summary>
    MethodNotAllowed,

    /// <summary>A route has this path with a slash at its end, and the server insists on it.</summary>
    SlashMissing,
}
