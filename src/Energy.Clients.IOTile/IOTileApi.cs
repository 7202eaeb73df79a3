using System.Runtime.InteropServices;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.IOTile;

/// <summary>The kinds of calls that several groups of operations make.</summary>
internal static class IOTileApi
{
    /// <summary>What every path begins with.</summary>
    public const string Root = "api/v1/";

    /// <summary>The path as tokens know it.</summary>
    public static string PathOf(EnergyRequest request) => request.Path[Root.Length..];

    /// <summary>A list in pages; the query arguments of the request are sent with each.</summary>
    public static Paged<T> List<T>(
        this EnergyTransport transport, EnergyRequest request, IOTileListQuery? query, JsonTypeInfo<T> typeInfo, Func<T, ulong> fingerprint, CancellationToken cancellationToken) =>
            new(
            new IOTileListSource<T, JsonRowReader<T>>(transport, request, query ?? new IOTileListQuery(), new JsonRowReader<T>(typeInfo), fingerprint), cancellationToken);

    /// <summary>A list that comes as an array in one answer.</summary>
    public static Paged<T> ListAll<T>(this EnergyTransport transport, EnergyRequest request, JsonTypeInfo<T> typeInfo, Func<T, ulong> fingerprint,
        CancellationToken cancellationToken) =>
        new(new IOTileArraySource<T>(transport, request, typeInfo, fingerprint), cancellationToken);

    public static Paged<IOTileProperty> ListProperties(this EnergyTransport transport, EnergyRequest request, CancellationToken cancellationToken) =>
        transport.ListAll(request, IOTileJsonContext.Default.IOTileProperty, IOTileProperty.Fingerprint, cancellationToken);

    /// <summary>A list from the server's index, ten items a page.</summary>
    public static Paged<T> Search<T>(
        this EnergyTransport transport, EnergyRequest request, string? text, IReadOnlyDictionary<string, string>? properties, JsonTypeInfo<T> typeInfo, Func<T, ulong> fingerprint,
        CancellationToken cancellationToken)
    {
        var query = new QueryArguments { ["q"] = text };
        foreach (var (name, value) in properties ?? new Dictionary<string, string>())
        {
            query.Set(name, value);
        }

        return transport.List(request.With(query), new IOTileListQuery { FirstPage = 1 }, typeInfo, fingerprint, cancellationToken);
    }

    public static Task<IOTileProperty> SetPropertyAsync(this EnergyTransport transport, EnergyRequest request, string name, IOTilePropertyValue value,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return transport.SendAsync(request.WithJson(json => value.AddTo(json.Add("name", name))), IOTileJsonContext.Default.IOTileProperty, cancellationToken);
    }

    /// <summary>Sends an array of objects, all of which the server must say that it made.</summary>
    public static async Task<IOTileCount> SendManyAsync<T>(this EnergyTransport transport, EnergyRequest request, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> members,
        CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            throw new ArgumentException("There is nothing to send. Give at least one object.");
        }

        var body = JsonBody.Document(json =>
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                json.WriteStartObject();
                members(json, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return await transport.SendCountedAsync(
            request.With(body),
            items.Count,
            made => $"{items.Count} objects were sent, and the server says that it made {made}. Read them back before sending any again.",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends what the server counts; another count than was sent is an error.</summary>
    public static async Task<IOTileCount> SendCountedAsync(this EnergyTransport transport, EnergyRequest request, int? sent, Func<long, string> fault,
        CancellationToken cancellationToken)
    {
        using var response = await transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        var counted = await response.ReadJsonAsync(IOTileJsonContext.Default.IOTileCount, cancellationToken).ConfigureAwait(false);
        return sent is null || counted.Count == sent ? counted : throw EnergyErrors.Payload(response.Call, fault(counted.Count));
    }

    public static Task<string> GetTextAsync(this EnergyTransport transport, EnergyRequest request, CancellationToken cancellationToken) => transport.SendAsync(
        request,
        static async (response, token) =>
        {
            using var body = await response.ReadBodyAsync(token).ConfigureAwait(false);
            return Encoding.UTF8.GetString(body.Span);
        },
        cancellationToken);

    /// <summary>JSON as it came is known by its bytes, which need not be valid text.</summary>
    public static ulong FingerprintOf(JsonElement item) => StableHash.Of(JsonMarshal.GetRawUtf8Value(item));

    /// <summary>Widens what staff accounts may do; ignored for others.</summary>
    public static EnergyRequest AsStaff(this EnergyRequest request, bool asStaff) => asStaff ? request.With(new QueryArguments { ["staff"] = "1" }) : request;
}
