namespace Energy.Clients;

/// <summary>Files that are replaced as a whole, and names that any file system takes.</summary>
internal static class AtomicFile
{
    private const int LongestName = 120;

    /// <summary>Writes a file beside the present one, down to the disk, and puts it in its place.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>A file's name for a series: readable, and different for different series.</summary>
    public static string NameFor(string series)
    {
        var name = new StringBuilder(series.Length + 20);
        foreach (var letter in series)
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_');
        }

        name.Length = Math.Min(name.Length, LongestName);
        return name.Append('-').Append(CultureInfo.InvariantCulture, $"{StableHash.Of(series):x16}").ToString();
    }
}
