namespace Energy.Clients.Stem;

/// <summary>
/// Reads the streams answer from UTF-8 in one pass. Members come in any order. Further members are allowed by the vendor's schema and only counted. Of types that were not asked
/// for only the shape is looked at, and only where the options say Strict.
/// </summary>
/// <param name="body">The answer.</param>
/// <param name="maxDepth">How deep it may be.</param>
/// <param name="drift">Where unknown members are reported.</param>
/// <param name="leaveOut">Told of each row that cannot be read, with its path and position, which is then passed over; null lets it fail.</param>
internal ref struct StemWindowReader(ReadOnlySpan<byte> body, int maxDepth, DriftWatch drift, Action<JsonException, string, long>? leaveOut)
{
    private readonly ReadOnlySpan<byte> _body = body;
    private Utf8JsonReader _json = new(body, new JsonReaderOptions { MaxDepth = maxDepth });

    // Where the bytes of the reader begin in the body.
    private int _begin;

    private SameDayTimes _times;
    private int _stream = -1;
    private int _row = -1;
    private long? _faultAt;

    /// <summary>Where the reader stands, for messages.</summary>
    public readonly long Position => _faultAt ?? _begin + _json.TokenStartIndex;

    /// <summary>The path of a fault that was met where the reader stands.</summary>
    public readonly string PathOf(JsonException fault)
    {
        var member = fault.Path is { Length: > 1 } path ? path[1..] : "";
        return _stream < 0 ? "$" + member
            : _row < 0 ? string.Create(CultureInfo.InvariantCulture, $"$.stream_types[{_stream}]{member}")
            : string.Create(CultureInfo.InvariantCulture, $"$.stream_types[{_stream}].streams[{_row}]{member}");
    }

    /// <summary>Reads the intervals of one type, in the order of the answer.</summary>
    /// <param name="utf8Type">The type's name.</param>
    /// <returns>The readings; the caller gives their memory back.</returns>
    public RowBuffer<Reading> ReadType(ReadOnlySpan<byte> utf8Type)
    {
        var rows = new RowBuffer<Reading>();
        try
        {
            var root = new Root();
            while (NextStream(ref root))
            {
                ReadStream(utf8Type, static (in row) => row.ToReading(), ref rows);
            }

            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Reads everything, nothing joined or left out.</summary>
    public StemStreamWindow ReadAll()
    {
        var root = new Root();
        var streams = new List<StemWireStream>();
        while (NextStream(ref root))
        {
            var rows = new RowBuffer<StemInterval>();
            try
            {
                var type = ReadStream(default, static (in row) => row.ToWire(), ref rows);
                streams.Add(new StemWireStream { Type = new StemStreamType(type!), Intervals = rows.Span.ToArray() });
            }
            finally
            {
                rows.Dispose();
            }
        }

        return new StemStreamWindow { SiteId = root.Id, SiteName = root.Name, Streams = streams };
    }

    private static JsonException At(string member, string fault) => new($"'{member}' {fault}.", "$." + member, null, null);

    private static JsonException Missing(string member, string owner) => new($"The member '{member}' of {owner} is missing.");

    // Goes on to the next stream; false at the end of the document.
    private bool NextStream(ref Root root)
    {
        if (!root.Begun)
        {
            root.Begun = true;
            Expect(_json.Read() && _json.TokenType == JsonTokenType.StartObject, "the answer", "an object");
        }
        else if (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            _stream++;
            return true;
        }

        _stream = -1;

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("stream_types"u8))
            {
                _json.Read();
                Expect(_json.TokenType == JsonTokenType.StartArray, "'stream_types'", "an array");
                root.StreamsSeen = true;
                if (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                {
                    _stream = 0;
                    return true;
                }

                continue;
            }

            if (_json.ValueTextEquals("id"u8))
            {
                root.Id = ReadText("id");
            }
            else if (_json.ValueTextEquals("name"u8))
            {
                root.Name = ReadText("name");
            }
            else
            {
                drift.Observe("streams of a site", _json.ValueSpan);
                _json.Skip();
            }
        }

        if (!root.StreamsSeen)
        {
            throw Missing("stream_types", "the answer");
        }

        if (drift.IsStrict && (root.Id is null || root.Name is null))
        {
            throw Missing(root.Id is null ? "id" : "name", "the answer");
        }

        // Reads to the end, so that anything behind the document is noticed.
        _json.Read();
        return false;
    }

    // One element of stream_types. With an empty type every type is read, and its name is answered.
    private string? ReadStream<T>(ReadOnlySpan<byte> utf8Type, RowMaker<T> make, ref RowBuffer<T> into)
    {
        Expect(_json.TokenType == JsonTokenType.StartObject, "a stream", "an object");
        bool? wanted = utf8Type.IsEmpty ? true : null;
        string? name = null;
        var typeSeen = false;
        var streamsSeen = false;
        Utf8JsonReader postponed = default;
        var (postponedBegin, isPostponed) = (0, false);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("stream_type"u8))
            {
                _json.Read();
                Expect(_json.TokenType == JsonTokenType.String, "'stream_type'", "text");
                typeSeen = true;
                if (utf8Type.IsEmpty)
                {
                    name = _json.GetString();
                }
                else
                {
                    wanted = _json.ValueTextEquals(utf8Type);
                }
            }
            else if (_json.ValueTextEquals("streams"u8))
            {
                _json.Read();
                Expect(_json.TokenType == JsonTokenType.StartArray, "'streams'", "an array");
                streamsSeen = true;
                if (wanted is null)
                {
                    postponed = _json;
                    (postponedBegin, isPostponed) = (_begin, true);
                    _json.Skip();
                }
                else
                {
                    ReadIntervals(ref _json, ref _begin, wanted.Value, make, ref into);
                }
            }
            else
            {
                drift.Observe("stream", _json.ValueSpan);
                _json.Skip();
            }
        }

        if (!typeSeen || !streamsSeen)
        {
            throw Missing(typeSeen ? "streams" : "stream_type", "a stream");
        }

        if (isPostponed)
        {
            ReadIntervals(ref postponed, ref postponedBegin, wanted!.Value, make, ref into);
        }

        return name;
    }

    private void ReadIntervals<T>(ref Utf8JsonReader json, ref int begin, bool wanted, RowMaker<T> make, ref RowBuffer<T> into)
    {
        if (!wanted && !drift.IsStrict)
        {
            json.Skip();
            return;
        }

        try
        {
            for (_row = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; _row++)
            {
                StemRow interval;
                if (leaveOut is null)
                {
                    ReadInterval(ref json, wanted, out interval);
                }
                else if (!TryReadInterval(ref json, begin, wanted, leaveOut, out interval))
                {
                    continue;
                }

                if (wanted)
                {
                    into.Add(make(interval));
                    ReadPlainRows(ref json, ref begin, make, ref into);
                }
            }

            _row = -1;
        }
        catch
        {
            _faultAt = begin + json.TokenStartIndex;
            throw;
        }
    }

    // The rows behind the one that was read which can be read by their bytes; the reader goes on behind them. It counts its lines and columns without them: Position is what holds.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReadPlainRows<T>(ref Utf8JsonReader json, ref int begin, RowMaker<T> make, ref RowBuffer<T> into)
    {
        var end = begin + (int)json.BytesConsumed;
        var rest = _body[end..];
        while (StemPlainRow.Read(rest, _times, out var row) is > 0 and var length)
        {
            into.Add(make(row));
            rest = rest[length..];
            _row++;
        }

        if (_body.Length - rest.Length is var next && next > end)
        {
            json = new Utf8JsonReader(rest, isFinalBlock: true, json.CurrentState);
            begin = next;
        }
    }

    private bool TryReadInterval(ref Utf8JsonReader json, int begin, bool wanted, Action<JsonException, string, long> leaveOut, out StemRow interval)
    {
        var row = json;
        try
        {
            ReadInterval(ref json, wanted, out interval);
            return true;
        }
        catch (Exception e) when (JsonText.FaultOf(e) is { } fault)
        {
            var position = begin + json.TokenStartIndex;

            // Where the JSON itself is broken this fails, since nothing behind it can be found.
            json = row;
            json.Skip();
            leaveOut(fault, PathOf(fault), position);
            interval = default;
            return false;
        }
    }

    private void ReadInterval(ref Utf8JsonReader json, bool wanted, out StemRow interval)
    {
        const int Start = 1;
        const int End = 2;
        const int Power = 4;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an interval to be an object, found {json.TokenType}.");
        }

        var seen = 0;
        interval = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.Is(ref json, "start_datetime"u8))
            {
                ReadTime(ref json, wanted, "start_datetime", out interval.Start, out interval.StartNanoseconds);
                seen |= Start;
            }
            else if (JsonText.Is(ref json, "end_datetime"u8))
            {
                ReadTime(ref json, wanted, "end_datetime", out interval.End, out interval.EndNanoseconds);
                seen |= End;
            }
            else if (JsonText.Is(ref json, "kw_total_avg"u8))
            {
                json.Read();
                interval.Kilowatts = json.TokenType switch
                {
                    JsonTokenType.Number => JsonNumber.GetDouble(ref json),
                    JsonTokenType.Null => null,
                    _ => throw At("kw_total_avg", $"should be a number or null, it is {json.TokenType}"),
                };
                seen |= Power;
            }
            else
            {
                drift.Observe("interval", json.ValueSpan);
                json.Skip();
            }
        }

        if (seen != (Start | End | Power))
        {
            throw Missing((seen & Start) == 0 ? "start_datetime" : (seen & End) == 0 ? "end_datetime" : "kw_total_avg", "an interval");
        }

        if (wanted && interval.End <= interval.WholeMinute && interval.ToWire() is var wire && wire.End <= wire.ToReading().Start)
        {
            throw new JsonException($"The interval ends ({wire.End}) before it starts ({wire.Start}).");
        }
    }

    private void ReadTime(ref Utf8JsonReader json, bool wanted, string member, out long seconds, out int nanoseconds)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            throw At(member, $"should be text, it is {json.TokenType}");
        }

        seconds = 0;
        nanoseconds = 0;
        if (!wanted || _times.TryRead(json.ValueSpan, out seconds))
        {
            return;
        }

        var text = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        if (!StemTime.TryParse(text, drift.IsStrict, out var instant))
        {
            throw At(member, $"is '{json.GetString()}', not a time of the form 2026-01-31T23:59:59Z");
        }

        seconds = instant.ToUnixTimeSeconds();
        nanoseconds = (int)(instant - Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds;
        _times.Remember(text, seconds);
    }

    private string ReadText(string member)
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.String ? _json.GetString()! : throw new JsonException($"'{member}' should be text, it is {_json.TokenType}.");
    }

    private readonly void Expect(bool condition, string what, string kind)
    {
        if (!condition)
        {
            throw new JsonException($"Expected {what} to be {kind}, found {_json.TokenType}.");
        }
    }

    // Makes what is handed out of a row.
    private delegate T RowMaker<out T>(in StemRow row);

    private struct Root
    {
        public bool Begun;
        public bool StreamsSeen;
        public string? Id;
        public string? Name;
    }
}
