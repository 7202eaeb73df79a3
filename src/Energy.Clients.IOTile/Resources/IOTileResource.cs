using System.Net;
using System.Text.Json.Nodes;

namespace Energy.Clients.IOTile;

/// <summary>The generic way in: any resource and action that the server has or will have, addressed by its path.</summary>
/// <remarks>
/// <code>
/// var projects = client.Resource("org")["acme"]["projects"].ListAsync();
/// var answer = await client.Resource("org").PostAsync(new JsonObject { ["name"] = "My org" });
/// </code>
/// Sign-in, retries of safe requests, limits and errors are those of the typed operations. Segments are escaped, and every path ends in a slash.
/// </remarks>
public class IOTileResource
{
    private readonly EnergyTransport _transport;
    private readonly string _path;

    internal IOTileResource(EnergyTransport transport, string path)
    {
        _transport = transport;
        _path = path;
    }

    /// <summary>For substitutes in tests.</summary>
    protected IOTileResource()
    {
        _transport = null!;
        _path = "";
    }

    /// <summary>A resource below this one: an id, a slug or an action.</summary>
    /// <param name="segment">One segment of the path; it is escaped.</param>
    public virtual IOTileResource this[string segment] => new(_transport, _path + PathSegment.Escape(segment, nameof(segment)) + "/");

    /// <summary>The path below <c>api/v1/</c>, escaped.</summary>
    /// <returns>The path.</returns>
    public override string ToString() => _path;

    /// <summary>Reads the resource.</summary>
    /// <param name="query">Query arguments; <see langword="null"/> sends none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="EnergyApiException">The server refused, or no answer came.</exception>
    public virtual Task<IOTileAnswer> GetAsync(IOTileQuery? query = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, null, query, cancellationToken);

    /// <summary>Posts a body.</summary>
    /// <param name="body">The body; <see langword="null"/> or an empty object sends none.</param>
    /// <param name="query">Query arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="EnergyApiException">The server refused, or no answer came. A post is never sent twice.</exception>
    public virtual Task<IOTileAnswer> PostAsync(JsonNode? body = null, IOTileQuery? query = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, Content(body), query, cancellationToken);

    /// <summary>Replaces the resource.</summary>
    /// <param name="body">The body.</param>
    /// <param name="query">Query arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="EnergyApiException">The server refused, or no answer came.</exception>
    public virtual Task<IOTileAnswer> PutAsync(JsonNode? body = null, IOTileQuery? query = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, Content(body), query, cancellationToken);

    /// <summary>Changes the resource in part.</summary>
    /// <param name="body">The body.</param>
    /// <param name="query">Query arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="EnergyApiException">The server refused, or no answer came.</exception>
    public virtual Task<IOTileAnswer> PatchAsync(JsonNode? body = null, IOTileQuery? query = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, Content(body), query, cancellationToken);

    /// <summary>Deletes the resource.</summary>
    /// <param name="query">Query arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer, mostly empty.</returns>
    /// <exception cref="EnergyApiException">The server refused, or no answer came.</exception>
    public virtual Task<IOTileAnswer> DeleteAsync(IOTileQuery? query = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, null, query, cancellationToken);

    /// <summary>Deletes the resource, where a refusal is nothing to act on.</summary>
    /// <param name="query">Query arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the server did it.</returns>
    /// <exception cref="EnergyTransportException">No answer came.</exception>
    public virtual async Task<bool> TryDeleteAsync(IOTileQuery? query = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await DeleteAsync(query, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (EnergyResponseException)
        {
            return false;
        }
    }

    /// <summary>Uploads a file with form fields.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="fileName">The file's name; some resources tell the kind by its extension.</param>
    /// <param name="fields">Form fields; <see langword="null"/> sends none.</param>
    /// <param name="query">Query arguments.</param>
    /// <param name="mediaType">The file's media type; <see langword="null"/> leaves it out.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="EnergyApiException">The server refused, or no answer came: the upload is then not done as far as anybody can tell. It is never sent twice.</exception>
    public virtual Task<IOTileAnswer> UploadAsync(ReadOnlyMemory<byte> file, string fileName, IEnumerable<KeyValuePair<string, string>>? fields = null, IOTileQuery? query = null,
        string? mediaType = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, IOTileForm.Create(file, fileName, mediaType, fields), query, cancellationToken);

    /// <summary>Lists the resource, where it answers in pages.</summary>
    /// <param name="query">Page size, filters in <see cref="IOTileListQuery.Extra"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items as the server sends them, one request a page.</returns>
    public virtual Paged<JsonElement> ListAsync(IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(Request("List", HttpMethod.Get), query, IOTileJsonContext.Default.JsonElement, IOTileApi.FingerprintOf, cancellationToken);

    private static HttpContent? Content(JsonNode? body) => body is null or JsonObject { Count: 0 } ? null : JsonBody.Document(json => body.WriteTo(json));

    // The path is the caller's, so its endpoint stands in no table; what is behind the resource's name shows in no route.
    private EnergyRequest Request(string verb, HttpMethod method)
    {
        var end = _path.IndexOf('/', StringComparison.Ordinal);
        var template = end >= 0 && end < _path.Length - 1 ? _path[..end] + "/{path}/" : _path;
        return new EnergyRequest(new EnergyEndpoint("IOTile.Resource." + verb, method, new EnergyPath(IOTileApi.Root + template)), IOTileApi.Root + _path);
    }

    private Task<IOTileAnswer> SendAsync(HttpMethod method, HttpContent? content, IOTileQuery? query, CancellationToken cancellationToken) => _transport.SendAsync(
        Request(method.Method[..1] + method.Method[1..].ToLowerInvariant(), method).With(query).With(content),
        static async (response, token) =>
        {
            using var body = await response.ReadBodyAsync(token).ConfigureAwait(false);
            var bytes = response.Status is HttpStatusCode.NoContent or HttpStatusCode.ResetContent ? [] : body.Span.ToArray();
            return new IOTileAnswer { Status = response.Status, MediaType = response.MediaType, Bytes = bytes, Json = Parse(bytes) };
        },
        cancellationToken);

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? null : JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
