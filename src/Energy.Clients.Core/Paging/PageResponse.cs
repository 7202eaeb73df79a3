using System.Net;

namespace Energy.Clients;

/// <summary>What is known of the HTTP answer behind a page.</summary>
/// <param name="Status">The HTTP status. A vendor's "no more results" may be an error status that stands for an empty page.</param>
/// <param name="Headers">The answer's headers, names in any case; several values of one name are joined by a comma.</param>
/// <param name="RequestId">The server's id of the request, from the usual headers; <see langword="null"/> when it sent none.</param>
public sealed record PageResponse(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string? RequestId)
{
    private readonly ByContent<IReadOnlyDictionary<string, string>> _headers = new(Headers);

    /// <inheritdoc cref="PageResponse" path="/param[@name='Headers']"/>
    public IReadOnlyDictionary<string, string> Headers { get => _headers.Value; init => _headers = new(value); }

    /// <summary>The answer of a page that no server sent (see <see cref="Paged{T}.FromPages"/>).</summary>
    public static PageResponse None { get; } = new(HttpStatusCode.OK, new Dictionary<string, string>(0), null);
}
