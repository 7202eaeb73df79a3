namespace Energy.Clients.Parquet;

/// <summary>Readings in Parquet files, appended to safely: beside each file stands how much of it counts, and what a crash left behind that is undone before anything is
/// added.</summary>
/// <remarks>
/// <para>Columns: <c>start</c> and <c>end</c> (timestamps in UTC, to the microsecond) and <c>value</c> (double, null where it is missing); what is known of the series is in the
/// file's metadata. Each write is a row group, so write many readings at once:
/// <see cref="TransferOptions.BatchSize"/> of 50,000 to a million. A row group costs some 400 bytes and is what readers skip by.</para>
/// <para>A Parquet file ends with a footer that tells where everything is; appending overwrites it. Where it began and what it was stands in the <c>….checkpoint</c> beside the
/// file, which is replaced as a whole behind each write, together with the transfer's checkpoint. After a crash the old footer is put back. A file is locked while the sink is
/// open, and can be read once the sink is disposed. A file without a checkpoint is somebody else's and is left alone.</para>
/// <para>A file cannot replace readings: late corrections (<see cref="TransferOptions.LookBack"/>) need another sink. Memory: one batch.</para>
/// </remarks>
public sealed class ParquetSink : ReadingFileSink
{
    private ParquetSink(string path, bool isFolder)
        : base(path, isFolder, ".parquet")
    {
    }

    /// <summary>One file of one series.</summary>
    /// <param name="path">The file; created with the first write.</param>
    /// <returns>The sink; dispose it to let go of the file.</returns>
    public static ParquetSink ToFile(string path) => new(path, false);

    /// <summary>A folder of files, one a series.</summary>
    /// <param name="folder">The folder; created with the first write.</param>
    /// <returns>The sink; dispose it to let go of the files.</returns>
    public static ParquetSink ToFolder(string folder) => new(folder, true);

    /// <inheritdoc/>
    protected override IReadingFile Open(string path, string name) => new ParquetReadingFile(path, name);
}
