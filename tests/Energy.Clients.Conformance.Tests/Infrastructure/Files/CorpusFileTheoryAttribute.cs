namespace Energy.Clients.Conformance;

/// <summary>
/// A theory over the JSON files of one folder of a vendor; put <see cref="CorpusFileRowsAttribute"/> beside it. Skipped, with a message, when there are none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFileTheoryAttribute : TheoryAttribute
{
    /// <summary>Creates a theory over a folder.</summary>
    /// <param name="vendor">The vendor's folder.</param>
    /// <param name="folder">The folder inside it, such as <c>exchanges</c>.</param>
    public CorpusFileTheoryAttribute(string vendor, string folder)
    {
        Vendor = vendor;
        Folder = folder;
        Skip = Corpus.AbsenceOf(vendor)
            ?? (Corpus.JsonFiles(vendor, folder).Count > 0 ? null : $"No files in this corpus: {vendor}/{folder}.");
    }

    /// <summary>The vendor's folder.</summary>
    public string Vendor { get; }

    /// <summary>The folder inside it.</summary>
    public string Folder { get; }
}
