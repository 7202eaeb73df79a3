using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Authoring;

/// <summary>An answer whose headers have arrived. For authors of vendor clients.</summary>
public sealed class EnergyResponse : IDisposable
{
    private const int ErrorBodyBytes = 64 * 1024;
    private const int ShownBodyChars = 8 * 1024;
    private const int DefaultDepth = 64;

    private readonly EnergyTransport _transport;
    private readonly HttpResponseMessage _message;
    private byte[]? _errorBody;
    private PageResponse? _info;

    internal EnergyResponse(EnergyTransport transport, EnergyCall call, HttpResponseMessage message)
    {
        _transport = transport;
        _message = message;
        Call = call;
        call.Response = this;
    }

    /// <summary>The call that was answered.</summary>
    public EnergyCall Call { get; }

    /// <summary>The status.</summary>
    public HttpStatusCode Status => _message.StatusCode;

    /// <summary>Whether the status is success by the vendor's rule.</summary>
    public bool IsSuccess => _transport.Errors.IsSuccess(Status);

    /// <summary>Status, headers and request id.</summary>
    public PageResponse Info => _info ??= ResponseInfo.ToPageResponse(_message, Call.Secrets);

    /// <summary>The media type of the body, where the server names one.</summary>
    public string? MediaType => _message.Content.Headers.ContentType?.MediaType;

    /// <summary>Reads the beginning (64 KiB) of the body of an answer that is not success; the same bytes again when called again.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The bytes.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> ReadErrorBodyAsync(CancellationToken cancellationToken)
    {
        if (_errorBody is null)
        {
            var buffer = new byte[ErrorBodyBytes];
            var count = 0;
            var body = await OpenBodyAsync(isWhole: true, cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                int read;
                do
                {
                    read = await body.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false);
                    count += read;
                }
                while (read > 0 && count < buffer.Length);
            }

            _errorBody = buffer.AsSpan(0, count).ToArray();
        }

        return _errorBody;
    }

    /// <summary>Throws the vendor's error when the status is not success.</summary>
    /// <param name="cancellationToken">Cancels reading the error's body.</param>
    /// <returns>When the status is success.</returns>
    /// <exception cref="EnergyResponseException">The status is not success.</exception>
    public async ValueTask EnsureSuccessAsync(CancellationToken cancellationToken)
    {
        if (!IsSuccess)
        {
            var body = await ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false);
            throw CreateException(body.Span);
        }
    }

    /// <summary>Opens the body as it arrives: reads are under the idle limit and the least rate, whatever breaks them is an <see cref="EnergyTransportException"/>. Text comes as
    /// UTF-8 without a byte-order mark, whatever its charset.</summary>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>The stream; the caller disposes it.</returns>
    /// <exception cref="EnergyPayloadException">The declared charset cannot be read.</exception>
    public ValueTask<Stream> OpenBodyAsync(CancellationToken cancellationToken) => OpenBodyAsync(isWhole: false, cancellationToken);

    /// <summary>Reads the whole body into memory, up to <see cref="EnergyClientOptions.MaxBufferedBodyBytes"/>.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The body; the caller disposes it to give the memory back.</returns>
    /// <exception cref="EnergyPayloadException">The body is larger.</exception>
    public async ValueTask<PooledBody> ReadBodyAsync(CancellationToken cancellationToken)
    {
        var most = _transport.Options.MaxBufferedBodyBytes;
        var expected = _message.Content.Headers.ContentLength;
        if (expected > most)
        {
            throw EnergyErrors.TooLarge(Call, $"it has {expected} bytes, {nameof(EnergyClientOptions.MaxBufferedBodyBytes)} is {most}");
        }

        var isSecret = Call.Endpoint.AnswersSecrets;

        // One byte more than is expected, so that the end is seen without a larger buffer.
        var buffer = PooledBody.Rent((int)Math.Min(expected + 1 ?? 16 * 1024, most + 1L));
        var count = 0;
        var body = await OpenBodyAsync(isWhole: true, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                if (count == buffer.Length)
                {
                    var larger = PooledBody.Rent((int)Math.Min(buffer.Length * 2L, most + 1L));
                    buffer.AsSpan(0, count).CopyTo(larger);
                    PooledBody.Return(buffer, isSecret);
                    buffer = larger;
                }

                var read = await body.ReadAsync(buffer.AsMemory(count, Math.Min(buffer.Length, most + 1) - count), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return new PooledBody(buffer, count, isSecret);
                }

                count += read;
                if (count > most)
                {
                    throw EnergyErrors.TooLarge(Call, $"it is longer than {nameof(EnergyClientOptions.MaxBufferedBodyBytes)} = {most}");
                }
            }
        }
        catch
        {
            PooledBody.Return(buffer, isSecret);
            throw;
        }
        finally
        {
            await body.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads the whole body as JSON with source-generated metadata, and reports members the model does not know.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="typeInfo">The model's metadata.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The model.</returns>
    /// <exception cref="EnergyPayloadException">The body is not the promised JSON, or is <c>null</c>.</exception>
    /// <exception cref="EnergyTransportException">The body was cut or stood still.</exception>
    public async ValueTask<T> ReadJsonAsync<T>(JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        using var body = await ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var value = Deserialize(body.Span, typeInfo) ?? throw new JsonException("The body is null.");
            if (value is IKeepsUnknownMembers model)
            {
                _transport.Drift.For(Call).Report(model);
            }

            return value;
        }
        catch (JsonException e)
        {
            throw EnergyErrors.Unreadable(Call, body, e, position: body.PositionOf(e));
        }
    }

    /// <summary>Makes the exception of an answer that is not success.</summary>
    /// <param name="body">The beginning of the body.</param>
    /// <returns>The exception, to be thrown.</returns>
    public EnergyResponseException CreateException(ReadOnlySpan<byte> body) => EnergyErrors.Refused(this, ReadError(body), body);

    /// <summary>Reads the beginning of the body of an answer that is not success as the vendor's error.</summary>
    /// <param name="body">The beginning of the body.</param>
    /// <returns>What it says; nothing where it cannot be read, for the status still counts.</returns>
    public VendorError ReadError(ReadOnlySpan<byte> body)
    {
        try
        {
            return _transport.Errors.Read(Status, body, MediaType);
        }
        catch (Exception e) when (JsonText.FaultOf(e) is not null)
        {
            // Text that is not UTF-8, or half a character: what JSON readers throw once such a text is asked for. The rest of the error still counts.
            return Reread(JsonText.Repair(body));
        }
    }

    private VendorError Reread(ReadOnlySpan<byte> repaired)
    {
        try
        {
            return _transport.Errors.Read(Status, repaired, MediaType);
        }
        catch (Exception e) when (JsonText.FaultOf(e) is not null)
        {
            return VendorError.Silent;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _message.Dispose();

    internal HttpResponseMessage Release() => _message;

    /// <summary>The server's id of the request, masked.</summary>
    internal string? RequestId => ResponseInfo.RequestId(_message, Call.Secrets);

    /// <summary>How long the server asks to wait; null when it does not say.</summary>
    internal Duration? RetryAfter => RetryAfterHeader.Read(_message, _transport.TimeProvider);

    /// <summary>The beginning of a body as an exception shows it: masked, or nothing where the vendor's bodies leak.</summary>
    internal string Show(ReadOnlySpan<byte> body) =>
        _transport.Errors.BodiesLeak || Call.Endpoint.AnswersSecrets ? "" : Text(body[..Math.Min(body.Length, ErrorBodyBytes)], Call.Secrets);

    // The serializer has a depth limit of its own, fixed with the metadata; ours may be lower or higher.
    private T? Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> typeInfo)
    {
        var limit = _transport.Limits.MaxDepth;
        if (limit == DefaultDepth)
        {
            return JsonSerializer.Deserialize(json, typeInfo);
        }

        var options = new JsonReaderOptions { MaxDepth = limit };
        var check = new Utf8JsonReader(json, options);
        while (check.Read())
        {
        }

        var reader = new Utf8JsonReader(json, options);
        return limit < DefaultDepth ? JsonSerializer.Deserialize(json, typeInfo) : JsonSerializer.Deserialize(ref reader, typeInfo);
    }

    private async ValueTask<Stream> OpenBodyAsync(bool isWhole, CancellationToken cancellationToken)
    {
        var inner = await _message.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = new BodyStream(inner, Call, _transport.Options, _transport.TimeProvider, isWhole);
        if (MediaType is { } type && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }

        // An error in a strange charset is still an error of its status.
        var charset = _message.Content.Headers.ContentType?.CharSet;
        return (TextBodyStream.Find(charset) ?? (IsSuccess ? null : Encoding.UTF8)) is { } encoding ? new TextBodyStream(body, encoding)
            : throw EnergyErrors.Payload(Call,
                $"{Call.Route} was answered in the charset '{charset}', which cannot be read. Trying again will not help; the vendor's interface may have changed.");
    }

    // Masked before it is cut, since half a key is a part of the key.
    private static string Text(ReadOnlySpan<byte> body, Secrets secrets)
    {
        var text = secrets.Mask(Encoding.UTF8.GetString(body));
        return text.Length <= ShownBodyChars ? text : text[..ShownBodyChars];
    }
}
