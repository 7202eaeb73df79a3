using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>What all groups of operations share: paths, times, calls.</summary>
internal sealed class IOTileApi(EnergyTransport transport)
{
    private const string Root = "api/v1/";

    public EnergyTransport Transport => transport;

    /// <summary>Segments, escaped, with the slash at the end that the server insists on.</summary>
    public static string Path(params ReadOnlySpan<string> segments)
    {
        var path = new StringBuilder();
        foreach (var segment in segments)
        {
            path.Append(PathSegment.Escape(segment, nameof(segment))).Append('/');
        }

        return path.ToString();
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The one form of time that every endpoint reads the same way: UTC with Z, at most microseconds.</summary>
    public static string? Time(Instant? instant) =>
        instant is { } value ? InstantText.Format(Instant.FromUnixTimeTicks(value.ToUnixTimeTicks() / 10 * 10)) : null;

    public static void CheckRange(Instant? start, Instant? end, int? lastN, int most = int.MaxValue)
    {
        if (start is { } s && end is { } e && e < s)
        {
            throw new ArgumentException($"The range ends ({e}) before it starts ({s}). Swap the two.");
        }

        if (lastN is < 1 || lastN > most)
        {
            throw new ArgumentException($"LastN is {lastN}. Set it from 1{(most == int.MaxValue ? "" : $" to {most}")}, or leave it out.");
        }
    }

    public static void CheckWindow(Instant? start, Instant? end)
    {
        if (start is null && end is null)
        {
            throw new ArgumentException("Neither start nor end is given. Give at least one.");
        }

        CheckRange(start, end, null);
    }

    public static async Task<T?> OrNullAsync<T>(Task<T> task)
        where T : class
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
        catch (EnergyNotFoundException)
        {
            return null;
        }
    }

    public static EnergyCall Call(string operation, HttpMethod method, string template) => new("IOTile." + operation, method.Method + " /" + Root + template);

    public static HttpRequestMessage Message(HttpMethod method, string path, IOTileQuery? query, HttpContent? content = null)
    {
        var text = query?.ToString() ?? "";
        return new HttpRequestMessage(method, new Uri(Root + path + (text.Length > 0 ? "?" + text : ""), UriKind.Relative)) { Content = content };
    }

    public static HttpContent JsonContent(JsonNode json)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public async Task<T> GetAsync<T>(
        string operation, string template, string path, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken, IOTileQuery? query = null, bool anonymous = false)
    {
        using var message = Message(HttpMethod.Get, path, query);
        return await transport.SendForJsonAsync(Call(operation, HttpMethod.Get, template) with { IsAnonymous = anonymous }, message, typeInfo, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> SendAsync<T>(
        string operation, HttpMethod method, string template, string path, IOTileBody? body, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken, IOTileQuery? query = null, bool idempotent = false, bool anonymous = false)
    {
        using var message = Message(method, path, query, body is null ? null : JsonContent(body.Json));
        return await transport.SendForJsonAsync(Call(operation, method, template) with { IsIdempotent = idempotent, IsAnonymous = anonymous }, message, typeInfo, cancellationToken).ConfigureAwait(false);
    }

    public async Task SendAsync(
        string operation, HttpMethod method, string template, string path, IOTileBody? body, CancellationToken cancellationToken, IOTileQuery? query = null, bool anonymous = false)
    {
        using var message = Message(method, path, query, body is null ? null : JsonContent(body.Json));
        using var response = await transport.SendAsync(Call(operation, method, template) with { IsAnonymous = anonymous }, message, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IOTileCount> SendManyAsync(string operation, string template, string path, IEnumerable<IOTileBody> bodies, CancellationToken cancellationToken)
    {
        var array = new JsonArray([.. bodies.Select(b => (JsonNode?)b.Json)]);
        if (array.Count == 0)
        {
            throw new ArgumentException("There is nothing to send. Give at least one object.");
        }

        using var message = Message(HttpMethod.Post, path, null, JsonContent(array));
        var made = await transport.SendForJsonAsync(Call(operation, HttpMethod.Post, template), message, IOTileJsonContext.Default.IOTileCount, cancellationToken).ConfigureAwait(false);
        return made.Count == array.Count
            ? made
            : throw new EnergyPayloadException($"IOTile.{operation}: {array.Count} objects were sent, and the server says that it made {made.Count}. Read them back before sending any again.")
            {
                Operation = "IOTile." + operation,
                Status = HttpStatusCode.Created,
            };
    }

    public Task<IOTileProperty> SetPropertyAsync(string operation, string template, string path, string name, IOTilePropertyValue value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return SendAsync(operation, HttpMethod.Post, template, path, value.AddTo(new IOTileBody().Add("name", name)), IOTileJsonContext.Default.IOTileProperty, cancellationToken, idempotent: true);
    }

    public Paged<T> List<T>(
        string operation, string template, string path, IOTileListQuery? query, JsonTypeInfo<T> typeInfo, Func<T, ulong> fingerprint, CancellationToken cancellationToken, IOTileQuery? fixedArguments = null)
        where T : class => new(
            new IOTileListSource<T, JsonRowReader<T>>(transport, Call(operation, HttpMethod.Get, template), path, query ?? new IOTileListQuery(), fixedArguments, new JsonRowReader<T>(typeInfo), fingerprint),
            cancellationToken);

    public Paged<JsonElement> ListElements(string operation, string template, string path, IOTileListQuery? query, CancellationToken cancellationToken, IOTileQuery? fixedArguments = null) => new(
        new IOTileListSource<JsonElement, IOTileElementReader>(
            transport, Call(operation, HttpMethod.Get, template), path, query ?? new IOTileListQuery(), fixedArguments, default, static e => StableHash.Of(Encoding.UTF8.GetBytes(e.GetRawText()))),
        cancellationToken);

    public Paged<T> Search<T>(
        string operation, string template, string path, string? text, IReadOnlyDictionary<string, string>? properties, JsonTypeInfo<T> typeInfo, Func<T, ulong> fingerprint, CancellationToken cancellationToken)
        where T : class
    {
        var query = new IOTileQuery { ["q"] = text };
        foreach (var (name, value) in properties ?? new Dictionary<string, string>())
        {
            query.Set(name, value);
        }

        return List(operation, template, path, new IOTileListQuery { FirstPage = 1 }, typeInfo, fingerprint, cancellationToken, query);
    }
}
