namespace Energy.Clients.Emulators;

/// <summary>The rows of one table, in the order in which they lie: one that is changed lies behind the others.</summary>
internal sealed class OpenCecRows
{
    internal List<OpenCecRow> Rows { get; } = [];

    /// <summary>The last id that was given out, kept or not.</summary>
    internal int LastId { get; set; }
}
