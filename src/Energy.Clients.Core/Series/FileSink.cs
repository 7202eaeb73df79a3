namespace Energy.Clients;

/// <summary>Readings in text files, CSV or JSON Lines, appended to safely: beside each file stands how much of it counts, and what a crash left behind that is cut off before
/// anything is added.</summary>
/// <remarks>
/// <para>A row is <c>start,end,value</c> in UTC with all digits of the value, an empty value where it is missing (CSV, with a heading), or an object of the same members (JSON
/// Lines). No field ever needs quoting, so there is no CSV library behind it that every user of the package would have to carry.</para>
/// <para>Each write is flushed to the disk before the checkpoint (<c>….checkpoint</c> beside the file) is replaced, so after a crash the file holds exactly what the checkpoint
/// says. A file is locked while the sink has it open, and can be read once the sink is disposed; of a folder the 256 files that were used last are open. A file without a
/// checkpoint is somebody else's and is refused; one that is shorter than its checkpoint says has lost readings and is refused too.</para>
/// <para>A file cannot replace readings: late corrections (<see cref="TransferOptions.LookBack"/>) need another sink.</para>
/// </remarks>
public sealed class FileSink : ReadingFileSink
{
    private readonly ReadingFileFormat _format;

    private FileSink(string path, bool isFolder, ReadingFileFormat format)
        : base(path, isFolder, format.Extension) => _format = format;

    /// <summary>One CSV file of one series.</summary>
    /// <param name="path">The file; created with the first write.</param>
    /// <returns>The sink; dispose it to let go of the file.</returns>
    public static FileSink Csv(string path) => new(path, false, ReadingFileFormat.Csv);

    /// <summary>A folder of CSV files, one a series.</summary>
    /// <param name="folder">The folder; created with the first write.</param>
    /// <returns>The sink; dispose it to let go of the files.</returns>
    public static FileSink CsvFolder(string folder) => new(folder, true, ReadingFileFormat.Csv);

    /// <summary>One JSON Lines file of one series.</summary>
    /// <param name="path">The file; created with the first write.</param>
    /// <returns>The sink; dispose it to let go of the file.</returns>
    public static FileSink JsonLines(string path) => new(path, false, ReadingFileFormat.JsonLines);

    /// <summary>A folder of JSON Lines files, one a series.</summary>
    /// <param name="folder">The folder; created with the first write.</param>
    /// <returns>The sink; dispose it to let go of the files.</returns>
    public static FileSink JsonLinesFolder(string folder) => new(folder, true, ReadingFileFormat.JsonLines);

    /// <inheritdoc/>
    protected override IReadingFile Open(string path, string name) => new ReadingFile(path, name, _format);
}
