namespace Energy.Clients.Parquet;

/// <summary>What stands beside a file: how much of it counts, and the footer that the next write overwrites.</summary>
/// <param name="Name">The source of the transfer.</param>
/// <param name="FooterAt">Where the footer begins; what is before it is never written again.</param>
/// <param name="Footer">The footer to the end of the file; empty where there is no file yet.</param>
/// <param name="Series">What is known of the series; <see langword="null"/> before the first write.</param>
/// <param name="Checkpoint">How far the transfer came, as text.</param>
internal sealed record ParquetMark(string Name, long FooterAt, byte[] Footer, SeriesInfo? Series, string? Checkpoint)
{
    [JsonIgnore]
    public long Length => FooterAt + Footer.Length;
}
