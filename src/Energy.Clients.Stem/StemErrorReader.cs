using System.Net;
using System.Text;

namespace Energy.Clients.Stem;

/// <summary>Reads Stem's error bodies, whose shape is not documented: the two texts that mean "nothing there" are known, anything else is kept as text.</summary>
internal sealed class StemErrorReader : EnergyErrorReader
{
    /// <summary>Lists: there is no such page, because the list has ended. Compared as it is, anywhere in the body.</summary>
    public static ReadOnlySpan<byte> NoResults => "No results found"u8;

    /// <summary>Streams: the site has no data in the window.</summary>
    public static ReadOnlySpan<byte> NoData => "No data available"u8;

    // Other 2xx were never seen with data; the first known client of the API refuses them too.
    public override bool IsSuccess(HttpStatusCode status) => status == HttpStatusCode.OK;

    public override VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType)
    {
        foreach (var known in (ReadOnlySpan<string>)["No results found", "No data available"])
        {
            if (body.IndexOf(Encoding.ASCII.GetBytes(known)) >= 0)
            {
                return new VendorError(known, known);
            }
        }

        return (int)status is >= 200 and < 300
            ? new VendorError(null, null) { Remedy = "Only 200 is known to carry an answer: the vendor's interface may have changed." }
            : VendorError.Silent;
    }
}
