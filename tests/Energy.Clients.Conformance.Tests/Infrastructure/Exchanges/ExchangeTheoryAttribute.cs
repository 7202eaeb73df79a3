namespace Energy.Clients.Conformance;

/// <summary>
/// A theory over every exchange of a vendor; put <see cref="ExchangeRowsAttribute"/> beside it. Skipped, with a message, when the corpus or the vendor's
/// folder is absent or records no exchange.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExchangeTheoryAttribute : TheoryAttribute
{
    /// <summary>Creates a theory over the exchanges of a vendor.</summary>
    /// <param name="vendor">The vendor's folder.</param>
    public ExchangeTheoryAttribute(string vendor)
    {
        Vendor = vendor;
        Skip = Corpus.AbsenceOf(vendor)
            ?? (ExchangeFiles.Of(vendor).Any(file => ExchangeFiles.Load(vendor, file).Count > 0) ? null : $"No exchanges in this corpus: {vendor}.");
    }

    /// <summary>The vendor's folder.</summary>
    public string Vendor { get; }
}
