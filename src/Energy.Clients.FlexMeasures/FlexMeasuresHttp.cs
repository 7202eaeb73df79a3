using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.FlexMeasures;

/// <summary>Requests and bodies as this vendor wants them.</summary>
internal static class FlexMeasuresHttp
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>A JSON object, its members written by the caller.</summary>
    public static HttpContent Body(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Typed(buffer.WrittenSpan.ToArray());
    }

    /// <summary>
    /// A content without bytes that names JSON: servers of 2021 answer errors as HTML pages unless every request does, GETs too.
    /// </summary>
    public static HttpContent NoBody() => Typed([]);

    public static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content = null) =>
        new(method, new Uri(path, UriKind.Relative)) { Content = content };

    public static async Task<T> GetAsync<T>(this EnergyTransport transport, EnergyCall call, string path, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path);
        return await transport.SendForJsonAsync(call, request, typeInfo, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="GetAsync"/>, with null where the server has no such thing.</summary>
    public static async Task<T?> FindAsync<T>(this EnergyTransport transport, EnergyCall call, string path, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await transport.GetAsync(call, path, typeInfo, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyNotFoundException)
        {
            return null;
        }
    }

    public static async Task<T> SendAsync<T>(
        this EnergyTransport transport, EnergyCall call, HttpMethod method, string path, Action<Utf8JsonWriter> members, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, Body(members));
        return await transport.SendForJsonAsync(call, request, typeInfo, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request whose answer says nothing but its status.</summary>
    public static async Task SendAsync(
        this EnergyTransport transport, EnergyCall call, HttpMethod method, string path, Action<Utf8JsonWriter>? members, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, members is null ? null : Body(members));
        using var response = await transport.SendAsync(call, request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
    }

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static ByteArrayContent Typed(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = Json;
        return content;
    }
}
