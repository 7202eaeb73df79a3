namespace Energy.Clients.Authoring;

/// <summary>What of the items that an operator took is needed again to go on behind the last result.</summary>
internal enum Needed
{
    /// <summary>None: everything that later results need is in the state.</summary>
    Nothing = 0,

    /// <summary>The item taken last, and those behind it.</summary>
    LastItem,

    /// <summary>What was needed before.</summary>
    AsBefore,
}
