namespace Energy.Clients.Conformance;

/// <summary>Checks one vector row: ours against theirs, under the vendor's known differences, with the canary.</summary>
public static class VectorCheck
{
    /// <summary>Fails the test unless ours equals theirs, or differs exactly as a rule for this operation and content says.</summary>
    /// <param name="row">The case; its JSON is what the rules' conditions read.</param>
    /// <param name="operation">The name that rules use, such as <c>slugs-python</c>.</param>
    /// <param name="ours">What our code did.</param>
    /// <param name="theirs">What the recorded code did.</param>
    /// <param name="options">How values are compared; exactly by default.</param>
    public static void Verify(VectorCase row, string operation, Outcome ours, Outcome theirs, CompareOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        new CaseCheck(row.Vendor, "vector", operation, row.ToString(), row.Json) { Options = options ?? CompareOptions.Exact }.Verify(ours, theirs);
    }
}
