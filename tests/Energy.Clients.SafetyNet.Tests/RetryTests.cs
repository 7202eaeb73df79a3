using System.Net;

namespace Energy.Clients.SafetyNet.Tests;

public class RetryTests
{
    public static TheoryData<string> Vendors => [.. Vendor.Names];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task EveryOperation_TriesAgainAsOftenAsItDid(string name)
    {
        var vendor = Vendor.Of(name);
        var lines = new List<string> { "# requests: when all is well | 500 once | 503 once | connection cut once | body cut once | 500 always" };
        foreach (var operation in vendor.Operations)
        {
            var (run, body) = await Run.SuccessAsync(vendor, operation, Fill.Minimal);
            var counts = new List<int> { run.Handler.Count };
            foreach (var fault in (Func<HttpResponseMessage>[])[() => Fail(HttpStatusCode.InternalServerError), () =>
                Fail(HttpStatusCode.ServiceUnavailable), () => throw new HttpRequestException(HttpRequestError.ConnectionError, "cut"), () => CutBody(body)])
            {
                counts.Add((await Run.AsyncOf(vendor, operation, Fill.Minimal, (n, _) => n == 0 ? fault() : Run.Say(HttpStatusCode.OK, body))).Handler.Count);
            }

            counts.Add((await Run.AsyncOf(vendor, operation, Fill.Minimal, static (_, _) => Fail(HttpStatusCode.InternalServerError))).Handler.Count);
            lines.Add($"{operation}: {string.Join(" | ", counts)}");
        }

        Net.AssertHolds(vendor.ToString(), "retries", lines);
    }

    private static HttpResponseMessage Fail(HttpStatusCode status) => Run.Say(status, "down", "text/plain");

    private static HttpResponseMessage CutBody(string body)
    {
        var response = Run.Say(HttpStatusCode.OK, "");
        var type = response.Content.Headers.ContentType;
        response.Content = new StreamContent(new CutStream(System.Text.Encoding.UTF8.GetBytes(body[..(body.Length / 2)])));
        response.Content.Headers.ContentType = type;
        return response;
    }
}
