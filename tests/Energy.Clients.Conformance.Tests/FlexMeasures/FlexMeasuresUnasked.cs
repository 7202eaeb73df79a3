namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>A network that answers nothing: whoever asks has made up its request.</summary>
public sealed class FlexMeasuresUnasked : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new HttpRequestException("Nobody answers here.");
}
