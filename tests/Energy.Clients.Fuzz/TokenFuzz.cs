using System.Buffers.Text;
using System.Globalization;
using System.Reflection;
using System.Text;
using Energy.Clients.Emulators;

namespace Energy.Clients.Fuzz;

/// <summary>
/// Page tokens with any place, of every list and read: they are refused with an <see cref="ArgumentException"/> where they are given, or go on and end in an exception of the
/// family, for there is no server. The first byte of the input chooses the list, the second one how many items were taken, the rest is the place.
/// </summary>
internal static class TokenFuzz
{
    private static readonly Lazy<IReadOnlyList<(Read Read, EnergyClient Client, ulong Query)>> Lists = new(() => [.. Read.All.Select(Prepare)]);

    public static void Feed(ReadOnlyMemory<byte> input)
    {
        if (input.Length < 2)
        {
            return;
        }

        var (read, client, query) = Lists.Value[input.Span[0] % Lists.Value.Count];
        var token = PageToken.Parse(string.Create(CultureInfo.InvariantCulture, $"ec1.{query:x16}.{input.Span[1]}.0.{Base64Url.EncodeToString(input.Span[2..])}"));
        try
        {
            read.Walk(client, Site.None, token, CancellationToken.None).FirstOrDefaultAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ArgumentException or EnergyApiException { Operation.Length: > 0 })
        {
        }
        catch (Exception e)
        {
            throw new FindingException($"{read}: the place '{Encoding.UTF8.GetString(input.Span[2..])}' threw {e.GetType().Name}: {e.Message}", e);
        }
    }

    // The hash of a query stands in the place where its first page fails.
    private static (Read Read, EnergyClient Client, ulong Query) Prepare(Read read)
    {
        var client = Vendor.Of(read.Vendor).Make(new Absent(), new ManualTimeProvider(Site.Now) { AutoAdvance = true }, null);
        try
        {
            read.Walk(client, Site.None, null, CancellationToken.None).FirstOrDefaultAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (EnergyApiException e) when (e.ResumeFrom is { } token)
        {
            return (read, client, ulong.Parse(token.ToString().Split('.')[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }

        throw new InvalidOperationException($"{read} needs no server.");
    }

    private sealed class Absent : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Gone) { RequestMessage = request });
    }
}
