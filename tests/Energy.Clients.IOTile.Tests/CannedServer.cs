using System.Net;
using System.Text;

namespace Energy.Clients.IOTile.Tests;

/// <summary>Answers each request with what a function says, and remembers what was asked.</summary>
internal sealed class CannedServer(Func<HttpRequestMessage, (int Status, byte[] Body)> answer) : HttpMessageHandler
{
    public CannedServer(Func<string, string> answer)
        : this(request => (200, Encoding.UTF8.GetBytes(answer(request.RequestUri!.PathAndQuery))))
    {
    }

    public List<(string Target, string Body)> Requests { get; } = [];

    public static string List(int count, bool more, params IEnumerable<string> rows) =>
        $$"""{"count":{{count}},"next":{{(more ? "\"more\"" : "null")}},"previous":null,"results":[{{string.Join(',', rows)}}]}""";

    public IOTileClient Client() => new(new IOTileClientOptions { BaseAddress = new Uri("http://127.0.0.1/"), Token = new string('a', 40) }, this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.RequestUri!.PathAndQuery, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        var (status, body) = answer(request);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = content };
    }
}
