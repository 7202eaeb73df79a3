namespace Energy.Clients.Conformance;

/// <summary>A fact that needs the corpus, or one vendor's part of it; skipped with a message that says so when it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    /// <summary>Creates a fact that needs the folder of a vendor.</summary>
    /// <param name="vendor">The folder name, such as <c>stem</c>.</param>
    /// <param name="file">A file in it that the fact needs; <see langword="null"/> needs the folder only.</param>
    public CorpusFactAttribute(string vendor, string? file = null)
    {
        // xunit 2 cannot skip while a test runs: the decision is made when the attribute is read.
        Skip = file is null ? Corpus.AbsenceOf(vendor) : Corpus.AbsenceOf(vendor, file);
        Vendor = vendor;
    }

    /// <summary>The vendor's folder.</summary>
    public string Vendor { get; }
}
