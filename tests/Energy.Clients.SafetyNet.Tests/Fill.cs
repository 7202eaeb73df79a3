namespace Energy.Clients.SafetyNet.Tests;

/// <summary>How much of an operation's arguments is given.</summary>
internal enum Fill
{
    /// <summary>What is required only.</summary>
    Minimal,

    /// <summary>Every optional parameter and every property.</summary>
    Full,

    /// <summary>As <see cref="Full"/>, but what an update may clear is set to null.</summary>
    Cleared,
}
