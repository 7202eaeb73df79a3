using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Energy.Clients.Emulators;

/// <summary>One request on its way through an emulator: what came, what the router found, what a fault asks of the handler, and helpers to answer.</summary>
internal sealed class EmulatorExchange
{
    private readonly CancellationToken _stopping;
    private ReadOnlyMemory<byte>? _answer;

    internal EmulatorExchange(HttpContext context, VendorEmulator vendor, ReceivedRequest request, EmulatorMatch match, TimeProvider clock, CancellationToken stopping)
    {
        Context = context;
        Vendor = vendor;
        Request = request;
        Match = match;
        Clock = clock;
        _stopping = stopping;
    }

    internal HttpContext Context { get; }

    internal VendorEmulator Vendor { get; }

    internal ReceivedRequest Request { get; }

    internal EmulatorMatch Match { get; }

    internal TimeProvider Clock { get; }

    internal HttpResponse Response => Context.Response;

    internal Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    /// <summary>Set by a fault: what lists are to get wrong.</summary>
    internal ListFault ListFault { get; set; } = ListFault.None;

    /// <summary>Set by a fault: the credential counts as expired, whatever it is.</summary>
    internal bool CredentialExpired { get; set; }

    /// <summary>Set by faults: names of misbehaviours that only this vendor's handlers know.</summary>
    internal HashSet<string> Quirks { get; } = new(StringComparer.Ordinal);

    /// <summary>Ends when the client goes away or the emulators stop.</summary>
    internal CancellationToken Aborted { get; private set; }

    /// <summary>A value that the route took out of the path, unescaped.</summary>
    internal string Route(string name) => Match.Values[name];

    /// <summary>The first value of a query parameter, as the handler is to see it; <see langword="null"/> when absent.</summary>
    internal string? Query(string name) => Context.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>Makes the handler see another value of a query parameter than the one sent.</summary>
    internal void OverrideQuery(string name, string? value)
    {
        var query = Context.Request.Query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal);
        if (value is null)
        {
            query.Remove(name);
        }
        else
        {
            query[name] = new StringValues(value);
        }

        Context.Request.Query = new QueryCollection(query);
    }

    /// <summary>Reads the request's body, at most <paramref name="limit"/> bytes of it, and keeps its beginning in the log.</summary>
    /// <returns>The bytes, or <see langword="null"/> when there are more than the limit.</returns>
    internal async ValueTask<byte[]?> ReadBodyAsync(int limit)
    {
        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await Context.Request.Body.ReadAsync(chunk, Aborted)) > 0)
            {
                if (buffer.Length + read > limit)
                {
                    return null;
                }

                buffer.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        var body = buffer.ToArray();
        Request.Keep(body);
        return body;
    }

    /// <summary>Answers with a small JSON body of known length.</summary>
    internal async Task JsonAsync(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer, JsonBody.Options))
        {
            write(writer);
        }

        await BytesAsync(status, "application/json", buffer.WrittenMemory);
    }

    /// <summary>Begins an answer with a JSON body of any size, sent as it is written.</summary>
    internal JsonBody BeginJson(int status)
    {
        Response.StatusCode = status;
        Response.ContentType = "application/json";
        return new JsonBody(Response.Body, Aborted);
    }

    /// <summary>Answers with a text.</summary>
    internal Task TextAsync(int status, string contentType, string text) => BytesAsync(status, contentType, Encoding.UTF8.GetBytes(text));

    /// <summary>Answers with bytes of known length. They go out once the handler has ended: what it does behind its answer is done when the client reads it.</summary>
    internal Task BytesAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        Response.StatusCode = status;
        Response.ContentType = contentType;
        Response.ContentLength = body.Length;
        _answer = body;
        return Task.CompletedTask;
    }

    /// <summary>Sends what was answered, unless it is sent.</summary>
    internal async Task SendAsync()
    {
        if (_answer is { } body)
        {
            _answer = null;
            await Response.Body.WriteAsync(body, Aborted);
        }
    }

    /// <summary>Runs a piece of the exchange with <see cref="Aborted"/> in force, and sends its answer.</summary>
    internal async Task RunAsync(Func<EmulatorExchange, Task> run)
    {
        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(Context.RequestAborted, _stopping);
        Aborted = aborted.Token;
        try
        {
            await run(this);
            await SendAsync();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Else the server would answer 500, and a test that stops the emulators would see an answer that no vendor gave.
            Context.Abort();
            throw;
        }
    }

    /// <summary>Never returns: ends by cancellation when the client goes away or the emulators stop.</summary>
    internal Task ForeverAsync() => Task.Delay(Timeout.InfiniteTimeSpan, Aborted);
}
