namespace Energy.Clients.OpenCec;

/// <summary>How a listing differs between two snapshots.</summary>
public enum OpenCecChangeKind
{
    /// <summary>Only the later snapshot has it.</summary>
    Added,

    /// <summary>Only the earlier snapshot has it.</summary>
    Removed,

    /// <summary>Both have it, with other contents.</summary>
    Changed,
}
