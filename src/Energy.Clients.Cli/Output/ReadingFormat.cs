namespace Energy.Clients.Cli.Output;

/// <summary>How readings are written.</summary>
internal enum ReadingFormat
{
    /// <summary>A table for people.</summary>
    Table,

    /// <summary>Comma-separated values with a header; the unit is in the header.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonL,
}
