using System.Net;

namespace Energy.Clients.SafetyNet.Tests;

public class ErrorTests
{
    private const string Gateway = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><hr>gateway</body></html>";

    public static TheoryData<string> Vendors => [.. Vendor.Names];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task EveryOperation_FailsAsItFailed(string name)
    {
        var vendor = Vendor.Of(name);
        var cases = vendor.Errors
            .Select(static e =>
                (Name: e.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Answer: (Func<HttpResponseMessage>)(() =>
                        Run.Say((HttpStatusCode)e.Key, e.Value, e.Value.StartsWith('{') || e.Value.StartsWith('[') ? "application/json" : "text/plain"))))
            .Append(("404 of a gateway", () => Run.Say(HttpStatusCode.NotFound, Gateway, "text/html")))
            .Append(("garbage", () => Run.Say(HttpStatusCode.OK, "<html>Welcome</html>", "text/html")))
            .OrderBy(static c => c.Name, StringComparer.Ordinal)
            .ToList();

        var outcomes = cases.ToDictionary(static c => c.Name, static _ => new SortedDictionary<string, List<Operation>>(StringComparer.Ordinal));
        var named = new List<string>();
        foreach (var operation in vendor.Operations)
        {
            var runs = new List<(string Case, Run Run)>();
            foreach (var (of, answer) in cases)
            {
                runs.Add((of, await Run.AsyncOf(vendor, operation, Fill.Minimal, (_, _) => Marked(answer()))));
            }

            // What differs from operation to operation is told once, so that equal outcomes can be told together.
            var errors = runs.Select(static r => r.Run.Error).OfType<EnergyApiException>().ToList();
            var called = errors.Select(static e => e.Operation).FirstOrDefault(static o => o.Length > 0) ?? "";
            var route = errors.Select(static e => e.Route).FirstOrDefault(static r => r.Length > 0) ?? "";
            named.Add($"{operation}: {called}, {route}");
            foreach (var (of, run) in runs)
            {
                var outcome = Replace(Replace(Show(run), route, "{route}"), called, "{operation}");
                (outcomes[of].TryGetValue(outcome, out var same) ? same : outcomes[of][outcome] = []).Add(operation);
            }
        }

        Net.AssertHolds(
            vendor.ToString(),
            "errors",
            named.Prepend("# operations and their routes")
                .Concat(outcomes.SelectMany(static c => c.Value.SelectMany(static o => o.Value.Select(static p => "    " + p).Prepend(o.Key)).Prepend($"# {c.Key}"))));
    }

    // What errors repeat of the headers.
    private static HttpResponseMessage Marked(HttpResponseMessage response)
    {
        response.Headers.Add("X-Request-Id", "request-1");
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            response.Headers.Add("Retry-After", "5");
        }

        return response;
    }

    private static string Replace(string text, string part, string by) => part.Length == 0 ? text : text.Replace(part, by, StringComparison.Ordinal);

    private static string Show(Run run) => run.Error switch
    {
        null => "no error: " + (run.Result is null ? "null" : Operation.Show(run.Result.GetType())),
        EnergyApiException e => $"{e.GetType().Name}: operation '{e.Operation}', route '{e.Route}', again {e.CanRetry}, after {e.RetryAfter?.ToString() ?? "-"}"
            + (e is EnergyResponseException r
                ? $", status {(int)r.Status}, code '{r.VendorCode}', request '{r.RequestId}', fields "
                    + $"{string.Join("; ", r.FieldErrors.Select(static f => $"{f.Key}={string.Join(",", f.Value)}"))}" : "")
            + $"\n  {OneLine(e.Message)}",
        var e => $"{e.GetType().Name}\n  {OneLine(e.Message)}",
    };

    private static string OneLine(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
