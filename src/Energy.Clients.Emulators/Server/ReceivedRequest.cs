using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Energy.Clients.Emulators;

/// <summary>A request as an emulator received it, for assertions and for choosing faults.</summary>
/// <remarks>It holds the headers as they came, credentials included: tests look for a key in them. Do not log it.</remarks>
public sealed class ReceivedRequest
{
    internal ReceivedRequest(long number, Instant receivedAt, HttpRequest request, string target, string? route)
    {
        Number = number;
        ReceivedAt = receivedAt;
        Method = request.Method;
        Target = target;
        Route = route;
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        Path = cut < 0 ? target : target[..cut];
        Headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var query = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(cut < 0 ? default : target.AsMemory(cut)))
        {
            query.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        }

        Query = query;
    }

    /// <summary>The request's place in the order of arrival at its emulator, from 1.</summary>
    public long Number { get; }

    /// <summary>When it arrived, by the emulators' clock.</summary>
    public Instant ReceivedAt { get; }

    /// <summary>The method: <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>Path and query exactly as sent, still escaped.</summary>
    public string Target { get; }

    /// <summary>The path exactly as sent, still escaped.</summary>
    public string Path { get; }

    /// <summary>The query's names and values, unescaped, in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>The template of the route that answers (<c>/api/v1/sites/{siteId}/streams</c>), or <see langword="null"/> where none does.</summary>
    public string? Route { get; }

    /// <summary>The headers as they came, several values of one name joined by commas; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body's first 64 KiB as UTF-8 text, once the emulator has read it; otherwise <see langword="null"/>.</summary>
    public string? Body { get; private set; }

    /// <summary>The status answered, once the answer is over; <see langword="null"/> before, and when the connection was cut before the headers.</summary>
    public int? Status { get; internal set; }

    /// <summary>The name of the fault that was applied, or <see langword="null"/>.</summary>
    public string? Fault { get; internal set; }

    /// <summary>The first value of a query parameter; names compare with case.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The value, or <see langword="null"/> when absent.</returns>
    public string? QueryValue(string name)
    {
        foreach (var pair in Query)
        {
            if (pair.Key == name)
            {
                return pair.Value;
            }
        }

        return null;
    }

    /// <summary>Method, target and status. Never the headers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Method} {Target} -> {Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "(no answer)"}";

    internal void Keep(ReadOnlySpan<byte> body) => Body = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 64 * 1024)]);
}
