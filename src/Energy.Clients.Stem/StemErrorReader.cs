using System.Net;

namespace Energy.Clients.Stem;

/// <summary>Reads Stem's error bodies, whose shape is not documented: the two texts that mean "nothing there" are known, anything else is kept as text.</summary>
internal sealed class StemErrorReader : EnergyErrorReader
{
    /// <summary>Lists: there is no such page, because the list has ended. Compared as it is, anywhere in the body.</summary>
    public const string NoResults = "No results found";

    /// <summary>Streams: the site has no data in the window.</summary>
    public const string NoData = "No data available";

    /// <summary>Whether an answer is the refusal that carries one of the known texts.</summary>
    public static async ValueTask<bool> SaysAsync(EnergyResponse response, string text, CancellationToken cancellationToken) =>
        response.Status == HttpStatusCode.BadRequest && Has((await response.ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false)).Span, text);

    // Other 2xx were never seen with data; the first known client of the API refuses them too.
    public override bool IsSuccess(HttpStatusCode status) => status == HttpStatusCode.OK;

    public override VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType)
    {
        foreach (var known in (ReadOnlySpan<string>)[NoResults, NoData])
        {
            if (Has(body, known))
            {
                return new VendorError(known, known);
            }
        }

        return (int)status is >= 200 and < 300
            ? new VendorError(null, null) { Remedy = "Only 200 is known to carry an answer: the vendor's interface may have changed." }
            : VendorError.Silent;
    }

    // What Stem answers about a site or client that is not there is not known, so its 404 is never taken for "absent".
    public override bool IsAbsent(EnergyResponseException error) => error is { Status: HttpStatusCode.BadRequest, VendorCode: NoResults or NoData };

    private static bool Has(ReadOnlySpan<byte> body, string text) => body.IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
