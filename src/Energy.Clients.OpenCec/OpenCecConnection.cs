using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.OpenCec;

/// <summary>Makes the requests of all groups: one place for addresses and bodies.</summary>
internal sealed class OpenCecConnection(EnergyTransport transport)
{
    public EnergyTransport Transport => transport;

    /// <summary>A path with its query, values escaped.</summary>
    public static string Target(string path, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = string.Join('&', parameters.Select(static p => p.Key + "=" + Uri.EscapeDataString(p.Value)));
        return query.Length == 0 ? path : path + "?" + query;
    }

    public static string TargetOfId(string path, int id) => string.Create(CultureInfo.InvariantCulture, $"{path}?id={id}");

    /// <summary>A JSON body. The server wants a content type from its framework's version 0.132 on, so there is always one.</summary>
    public static HttpContent Body(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        var content = new ByteArrayContent(buffer.WrittenSpan.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public async Task<T> SendAsync<T>(EnergyCall call, HttpMethod method, string target, HttpContent? body, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, new Uri(target, UriKind.Relative)) { Content = body };
        return await transport.SendForJsonAsync(call, request, typeInfo, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a model, or null where the server says that the row is not there. An unknown path is an error: it says nothing about the row.</summary>
    public async Task<T?> FindAsync<T>(EnergyCall call, string target, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await SendAsync(call, HttpMethod.Get, target, null, typeInfo, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyNotFoundException e) when (IsAbsentRow(e))
        {
            return null;
        }
    }

    public static bool IsAbsentRow(EnergyNotFoundException error) => error.VendorCode is { } said && said != OpenCecErrorReader.UnknownPath && said.EndsWith(" not found", StringComparison.Ordinal);

    /// <summary>Reads a whole list into memory.</summary>
    public async Task<List<T>> ReadAllAsync<T>(OpenCecListRoute<T> route, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        await foreach (var item in List(route, cancellationToken).ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all;
    }

    public Paged<T> List<T>(OpenCecListRoute<T> route, CancellationToken cancellationToken)
        where T : class => new(new OpenCecListSource<T>(transport, route), cancellationToken);
}
