namespace Energy.Clients.SafetyNet.Tests;

public class WireTests
{
    public static TheoryData<string> Vendors => [.. Vendor.Names];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task EveryOperation_SendsWhatItSent(string name)
    {
        var vendor = Vendor.Of(name);
        var lines = new List<string>();
        var refused = new List<string>();
        foreach (var operation in vendor.Operations)
        {
            string? before = null;
            foreach (var fill in Enum.GetValues<Fill>())
            {
                var (run, _) = await Run.SuccessAsync(vendor, operation, fill);
                if (run.Error is not null && run.Handler.Count == 0 && fill != Fill.Cleared)
                {
                    refused.Add($"{operation}, {fill}: {run.Error.Message}");
                }

                var row = $"  -> {(run.Error?.GetType() ?? run.Result?.GetType()) switch { null => "null", var t => Operation.Show(t) }}"
                    + $"{string.Concat(run.Handler.Requests.Select(static r => "\n  " + r))}";
                if (row != before)
                {
                    lines.Add($"{operation} {fill}\n{before = row}");
                }
            }
        }

        Assert.True(refused.Count == 0,
            $"Operations of {vendor} refuse their arguments, so they have no row. Add what they need to {nameof(Overrides)}.\n{string.Join('\n', refused)}");
        Net.AssertHolds(vendor.ToString(), "wire", lines);
    }
}
