using System.Buffers;

namespace Energy.Clients.Authoring;

/// <summary>
/// Streams the rows of an array inside an envelope off the wire: one pass, constant memory, the envelope's members in any order.
/// For authors of vendor clients.
/// </summary>
/// <typeparam name="TRow">The row type.</typeparam>
/// <typeparam name="TReader">Reads a row; a struct.</typeparam>
/// <remarks>The memory is one buffer of 64 KiB (more only while a single row or member is larger, up to the limit) and one batch of rows.</remarks>
public sealed class JsonRowStream<TRow, TReader> : IDisposable
    where TReader : struct, IRowReader<TRow>
{
    private const int BufferSize = 64 * 1024;
    private const int BatchSize = 512;
    private const int RowsPerMark = 16;

    private readonly Stream _body;
    private readonly EnergyCall _call;
    private readonly IEnvelopeReader _envelope;
    private readonly DriftWatch _drift;
    private readonly JsonBodyLimits _limits;
    private readonly byte[]? _rowsMember;
    private TReader _rows;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private long _before;
    private bool _bodyEnded;
    private bool _rowsSeen;
    private long _rowIndex;
    private Phase _phase;
    private JsonReaderState _state;

    /// <summary>Creates the stream of rows.</summary>
    /// <param name="body">The body; not disposed.</param>
    /// <param name="call">The call, for messages.</param>
    /// <param name="envelope">Reads what stands beside the rows.</param>
    /// <param name="rows">Reads a row.</param>
    /// <param name="drift">Where unknown members are reported.</param>
    /// <param name="limits">How deep the JSON may be and how large a single row or member.</param>
    public JsonRowStream(Stream body, EnergyCall call, IEnvelopeReader envelope, TReader rows, DriftWatch drift, JsonBodyLimits limits)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(drift);
        ArgumentNullException.ThrowIfNull(limits);
        _body = body;
        _call = call;
        _envelope = envelope;
        _rows = rows;
        _drift = drift.For(call);
        _limits = limits;
        _rowsMember = envelope.RowsMember is { } member ? Encoding.UTF8.GetBytes(member) : null;
        _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.MaxDepth });
        Items = ArrayPool<TRow>.Shared.Rent(BatchSize);
    }

    private enum Phase
    {
        Root,
        Envelope,
        Rows,
        Ended,
    }

    /// <summary>The rows of the present batch; the first <see cref="Count"/> are valid until the next read.</summary>
    public TRow[] Items { get; private set; }

    /// <summary>How many rows the present batch has.</summary>
    public int Count { get; private set; }

    /// <summary>Reads the next rows: those that have already arrived, waiting only when there are none.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns><see langword="false"/> when the document is complete.</returns>
    /// <exception cref="EnergyTransportException">The body was cut or stood still.</exception>
    /// <exception cref="EnergyPayloadException">The body is not the promised JSON.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        Count = 0;
        while (_phase != Phase.Ended)
        {
            Parse();
            if (Count > 0)
            {
                return true;
            }

            if (_phase != Phase.Ended)
            {
                await FillAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        // To the end of the body, so that the connection can be used again, and nothing behind the document goes unnoticed.
        CheckRest();
        while (!_bodyEnded)
        {
            var read = await _body.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            _bodyEnded = read == 0;
            _start = 0;
            _end = read;
            CheckRest();
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            ArrayPool<TRow>.Shared.Return(Items, RuntimeHelpers.IsReferenceOrContainsReferences<TRow>());
            _buffer = [];
            Items = [];
            Count = 0;
            _phase = Phase.Ended;
            _bodyEnded = true;
        }
    }

    private void CheckRest()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var other = rest.IndexOfAnyExcept(" \t\r\n"u8);
        if (other >= 0)
        {
            throw EnergyErrors.Unreadable(_call, new JsonException("Something follows the end of the JSON document."), "$", _before + other);
        }

        _before += rest.Length;
        _start = _end;
    }

    // Reads what is in the buffer, up to a full batch.
    private void Parse()
    {
        // Never the "final block": a document that stops short is a cut body, not bad JSON.
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _state);

        // A copy of the reader is dear beside a small row, so that only every so many rows have one; where the last unit ended is known of all.
        var mark = reader;
        var complete = 0;
        try
        {
            while (_phase != Phase.Ended && Count < BatchSize && Step(ref reader))
            {
                var end = (int)reader.BytesConsumed;
                if (end - complete > _limits.MaxItemBytes)
                {
                    throw ItemTooLarge();
                }

                complete = end;
                if (Count % RowsPerMark == 0)
                {
                    mark = reader;
                }
            }
        }
        catch (Exception e) when (JsonText.FaultOf(e) is { } fault)
        {
            if (Count == 0)
            {
                throw Fault(fault, ref reader);
            }

            // The rows before the bad one are handed out first; the next read comes back to it.
        }

        while (mark.BytesConsumed < complete)
        {
            mark.Read();
        }

        _start += complete;
        _before += complete;
        _state = mark.CurrentState;
        if (_phase == Phase.Ended)
        {
            Complete();
        }
    }

    // One unit: a structural token, a row, or a whole member of the envelope. False: not enough bytes, the reader is to go back to the last mark.
    private bool Step(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (_phase)
        {
            case Phase.Root:
                _phase = _rowsMember is null && reader.TokenType == JsonTokenType.StartArray ? Phase.Rows
                    : _rowsMember is not null && reader.TokenType == JsonTokenType.StartObject ? Phase.Envelope
                    : throw new JsonException($"Expected {(_rowsMember is null ? "an array" : "an object")}, found {reader.TokenType}.");
                _rowsSeen = _rowsMember is null;
                return true;

            case Phase.Rows:
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    _phase = _rowsMember is null ? Phase.Ended : Phase.Envelope;
                    return true;
                }

                if (!_rows.TryRead(ref reader, _drift, out Items[Count]))
                {
                    return false;
                }

                Count++;
                _rowIndex++;
                return true;

            default:
                return StepEnvelope(ref reader);
        }
    }

    private bool StepEnvelope(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _phase = Phase.Ended;
            return true;
        }

        var name = reader;
        if (!reader.Read())
        {
            return false;
        }

        if (name.ValueTextEquals(_rowsMember))
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException($"The member '{_envelope.RowsMember}' should be an array, it is {reader.TokenType}.");
            }

            if (_rowsSeen)
            {
                throw new JsonException($"The member '{_envelope.RowsMember}' stands twice in the envelope.");
            }

            _rowsSeen = true;
            _phase = Phase.Rows;
            return true;
        }

        var value = reader;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (name.ValueIsEscaped)
        {
            _envelope.ReadMember(Encoding.UTF8.GetBytes(name.GetString()!), ref value, _drift);
        }
        else
        {
            _envelope.ReadMember(name.ValueSpan, ref value, _drift);
        }

        return true;
    }

    private void Complete()
    {
        try
        {
            _envelope.Complete(_rowsSeen);
        }
        catch (Exception e) when (JsonText.FaultOf(e) is { } fault)
        {
            throw EnergyErrors.Unreadable(_call, fault, "$", _before);
        }
    }

    private EnergyPayloadException ItemTooLarge() =>
        EnergyErrors.TooLarge(_call, $"a single row or member is larger than {nameof(EnergyClientOptions.MaxItemBytes)} = {_limits.MaxItemBytes}");

    private EnergyPayloadException Fault(JsonException cause, ref Utf8JsonReader reader)
    {
        var path = _phase == Phase.Rows
            ? string.Create(CultureInfo.InvariantCulture, $"${(_rowsMember is null ? "" : "." + _envelope.RowsMember)}[{_rowIndex}]")
            : "$";
        if (cause.Path is { Length: > 1 } inner)
        {
            path += inner[1..];
        }

        return EnergyErrors.Unreadable(_call, cause, path, _before + reader.TokenStartIndex);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_bodyEnded)
        {
            throw EnergyErrors.CutOff(_call, "the body ended before its JSON was complete", null);
        }

        // All that is complete has been read, so what is held is the beginning of a single row or member.
        var held = _end - _start;
        if (held >= _limits.MaxItemBytes)
        {
            throw ItemTooLarge();
        }

        if (held == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(_start, held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (held > 0 && _start > 0)
        {
            _buffer.AsSpan(_start, held).CopyTo(_buffer);
        }

        _start = 0;
        _end = held;
        var read = await _body.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _bodyEnded = read == 0;
        _end += read;
    }
}
