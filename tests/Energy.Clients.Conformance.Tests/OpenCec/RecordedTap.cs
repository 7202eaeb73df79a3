namespace Energy.Clients.Conformance.OpenCec;

/// <summary>Gives a request to <see cref="Path"/> the recorded address and headers, letter for letter; others go as they are.</summary>
internal sealed class RecordedTap(RecordedExchange exchange, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static EnergyPath Path { get; } = new("recorded");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/" + Path)
        {
            request.RequestUri = new Uri(request.RequestUri.GetLeftPart(UriPartial.Authority) + exchange.Request.Target, AsWritten);
            foreach ((string name, string value) in exchange.Request.Headers)
            {
                if (!name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }
            }
        }

        return base.SendAsync(request, cancellationToken);
    }
}
