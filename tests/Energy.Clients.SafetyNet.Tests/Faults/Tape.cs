using System.Net;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>The answers to one walk, kept to be given again without a server.</summary>
internal sealed class Tape : DelegatingHandler
{
    private readonly List<(HttpStatusCode Status, string? Type, byte[] Body)> _answers = [];

    private Tape(HttpMessageHandler inner)
        : base(inner)
    {
    }

    /// <summary>How many answers there are, sign-ins apart.</summary>
    public int Count { get; private set; }

    /// <summary>The body of the first one.</summary>
    public byte[] First => _answers[^Count].Body;

    /// <summary>Walks once over the emulator.</summary>
    public static async Task<Tape> OfAsync(Read read, Site site, TimeProvider clock)
    {
        var tape = new Tape(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var client = site.Client(site.Address, tape, clock);
        await read.Walk(client, site, null, CancellationToken.None).CountAsync();
        return tape;
    }

    /// <summary>Gives the answers again.</summary>
    /// <param name="strike">Makes the body of the n-th answer that is no sign-in, or answers in its stead.</param>
    public HttpMessageHandler Again(Func<int, byte[], CancellationToken, Task<(HttpStatusCode Status, Stream Body)>> strike) => new Player(this, strike);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        _answers.Add((response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync(cancellationToken)));
        Count += FaultProxy.IsSignIn(request.RequestUri!.AbsolutePath) ? 0 : 1;
        return response;
    }

    private sealed class Player(Tape tape, Func<int, byte[], CancellationToken, Task<(HttpStatusCode Status, Stream Body)>> strike) : HttpMessageHandler
    {
        private readonly int _signIns = tape._answers.Count - tape.Count;
        private int _next;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpStatusCode status;
            Stream body;
            string? type;
            if (FaultProxy.IsSignIn(request.RequestUri!.AbsolutePath))
            {
                var answer = tape._answers[0];
                (status, type, body) = (answer.Status, answer.Type, new MemoryStream(answer.Body));
            }
            else
            {
                var n = Interlocked.Increment(ref _next) - 1;
                var answer = tape._answers[_signIns + (n % tape.Count)];
                type = answer.Type;
                (status, body) = await strike(n, answer.Body, cancellationToken);
            }

            var response = new HttpResponseMessage(status) { RequestMessage = request, Content = new StreamContent(body) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            return response;
        }
    }
}
