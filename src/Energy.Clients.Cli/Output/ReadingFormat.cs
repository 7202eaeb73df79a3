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

    /// <summary>Bars of text, one a reading.</summary>
    Chart,

    /// <summary>A picture as SVG.</summary>
    Svg,

    /// <summary>A picture as PNG.</summary>
    Png,

    /// <summary>A Parquet file.</summary>
    Parquet,
}
