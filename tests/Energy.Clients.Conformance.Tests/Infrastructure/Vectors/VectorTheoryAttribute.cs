namespace Energy.Clients.Conformance;

/// <summary>
/// A theory over the rows of one vector file, in every corpus folder that has it; put <see cref="VectorRowsAttribute"/> beside it. Skipped, with a message, when the corpus, the
/// vendor's folder or the file is absent or holds no row (xunit fails a theory without data).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorTheoryAttribute : TheoryAttribute
{
    /// <summary>Creates a theory over a file.</summary>
    /// <param name="vendor">The vendor's folder, such as <c>iotile</c>.</param>
    /// <param name="file">The file inside it, such as <c>vectors/mdo.json</c>.</param>
    /// <param name="group">
    /// The member that holds the rows when the file is an object of several arrays (<c>verify</c>); null finds the rows of a plain array or of
    /// an object with <c>cases</c>.
    /// </param>
    public VectorTheoryAttribute(string vendor, string file, string? group = null)
    {
        Vendor = vendor;
        File = file;
        Group = group;
        Skip = Corpus.AbsenceOf(vendor, file)
            ?? (VectorFile.Files(vendor, file, group).Count > 0
                ? null
                : $"No rows in this corpus: {vendor}/{file}{(group is null ? "" : $" ({group})")}.");
    }

    /// <summary>The vendor's folder.</summary>
    public string Vendor { get; }

    /// <summary>The file inside the vendor's folder.</summary>
    public string File { get; }

    /// <summary>The member that holds the rows; null for a plain file.</summary>
    public string? Group { get; }
}
