using System.Globalization;
using System.Net;
using System.Text;

namespace Energy.Clients.FlexMeasures.Tests;

/// <summary>Answers any list with the same items: whole, or in an envelope with pages where they are asked for.</summary>
internal sealed class ListServer(int count, bool alwaysPaged) : HttpMessageHandler
{
    public int Requests { get; private set; }

    /// <summary>How many items more (or fewer) than its count leaves a page has.</summary>
    public Func<int, int> More { get; set; } = static _ => 0;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        var query = request.RequestUri!.Query.TrimStart('?').Split('&').Select(p => p.Split('=')).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        var items = Enumerable.Range(1, count)
            .Select(static i => $$"""{"id":{{i}},"name":"item {{i}}","event":"event {{i}}","event_datetime":"2024-06-01T00:00:{{i:00}}"}""").ToList();
        string body;
        if (!alwaysPaged && !query.ContainsKey("page"))
        {
            body = $"[{string.Join(',', items)}]";
        }
        else
        {
            var (page, size) = (Number("page", 1), Number("per-page", 10));
            var shown = items.Skip((page - 1) * size).Take(size).ToList();
            if (shown.Count == 0 && page > 1)
            {
                return Task.FromResult(Answer(HttpStatusCode.NotFound, """{"message":"The requested URL was not found on the server.","status":404}"""));
            }

            shown = [.. items.Skip((page - 1) * size).Take(Math.Min(size, shown.Count) + More(page))];
            body = $$"""{"data":[{{string.Join(',', shown)}}],"num-records":{{count}},"filtered-records":{{count}},"status":200}""";
        }

        return Task.FromResult(Answer(HttpStatusCode.OK, body));

        int Number(string name, int otherwise) => query.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        HttpResponseMessage Answer(HttpStatusCode status, string text) =>
            new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
