using System.Text.Unicode;

namespace Energy.Clients.Sundaya;

/// <summary>Takes the numbers of one flow and one kind of period straight out of an answer's bytes. Members of an object may come in any order.</summary>
internal sealed class SundayaCubeScanner(string flow, PeriodKind kind)
{
    private readonly byte[] _flow = Encoding.UTF8.GetBytes(flow);
    private readonly byte[] _suffix = Encoding.UTF8.GetBytes("." + kind.Name);

    // The way to the numbers: a list at each step, of objects that have the next.
    private static ReadOnlySpan<byte> Step(int level) => level switch
    {
        0 => "collection"u8,
        1 => "items"u8,
        _ => "data"u8,
    };

    // Where it reads: the collection, item, data and flow, for errors.
    private readonly int[] _at = new int[4];

    /// <summary>Reads an answer and appends its readings.</summary>
    /// <exception cref="JsonException">The answer is not what the interface promises.</exception>
    public void Scan(ReadOnlySpan<byte> body, ref RowBuffer<Reading> readings)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        Require(reader.TokenType == JsonTokenType.StartArray, "an array of collections was expected");
        Descend(ref reader, 0, body, ref readings);
        Require(!reader.Read(), "nothing was expected behind the array");
    }

    private void Descend(ref Utf8JsonReader reader, int level, ReadOnlySpan<byte> body, ref RowBuffer<Reading> readings)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            // "collection" is no list, so that items are the second to be counted.
            var place = Math.Max(level - 1, 0);
            for (_at[place] = 0; Element(ref reader); _at[place]++)
            {
                Descend(ref reader, level, body, ref readings);
            }
        }
        else if (level == 3)
        {
            Data(ref reader, body, ref readings);
        }
        else
        {
            Require(reader.TokenType == JsonTokenType.StartObject, "a list or an object was expected");
            while (Member(ref reader))
            {
                var isNext = reader.ValueTextEquals(Step(level));
                reader.Read();
                if (isNext)
                {
                    Descend(ref reader, level + 1, body, ref readings);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    // {name: "week.day", value: "20190204/1", data: [{name: "harvest", value: "1.000"}]}
    private void Data(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ref RowBuffer<Reading> readings)
    {
        var data = Entry(ref reader);
        if (!data.Name.EndsWith(_suffix))
        {
            return;
        }

        var span = Span(data.Value) ?? throw Fault("the periods of the numbers are not named");
        var flows = data.Data;
        Require(flows.TokenType == JsonTokenType.StartArray, "a list of flows was expected");
        for (_at[3] = 0; Element(ref flows); _at[3]++)
        {
            var found = Entry(ref flows);
            if (found.Name.SequenceEqual(_flow))
            {
                Numbers(found.Value, span, body, ref readings);
            }
        }
    }

    // What an object is stands beside its numbers, and may follow them.
    private static Named Entry(scoped ref Utf8JsonReader reader)
    {
        var entry = default(Named);
        while (Member(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                entry.Name = Text(ref reader);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                entry.Value = Text(ref reader);
            }
            else
            {
                var isData = reader.ValueTextEquals("data"u8);
                reader.Read();
                entry.Data = isData ? reader : entry.Data;
                reader.Skip();
            }
        }

        Require(!entry.Name.IsEmpty, "what is listed has no name");
        return entry;
    }

    private void Numbers(ReadOnlySpan<byte> text, EnergyPeriod span, ReadOnlySpan<byte> body, ref RowBuffer<Reading> readings)
    {
        var periods = span.Each;
        var count = 0;

        // Each period starts where the one before ends, so that only the ends are worked out.
        var start = span.Start;
        while (!text.IsEmpty)
        {
            var blank = text.IndexOf((byte)' ');
            var number = blank < 0 ? text : text[..blank];
            text = blank < 0 ? [] : text[(blank + 1)..];
            if (!SundayaFlowSeries.TryReadNumber(number, out var value) || count == periods.Count)
            {
                // An escaped text is a copy, whose place is not known.
                var isCopy = !body.Overlaps(number, out var position);
                var fault = count == periods.Count
                    ? $"the list for {span} has more values than it promises" : $"'{Encoding.UTF8.GetString(number)}' in the list for {span} is not a number";
                throw new JsonException(
                    $"The body is not an energy cube: {fault}.",
                    $"$[{_at[0]}].collection.items[{_at[1]}].data[{_at[2]}].data[{_at[3]}].value",
                    isCopy ? null : 0,
                    isCopy ? null : position);
            }

            var end = periods[count++].End;
            readings.Add(new Reading(start, end, value));
            start = end;
        }

        Require(count == periods.Count, count == periods.Count ? "" : $"the list for {span} has {count} values and promises {periods.Count}");
    }

    private EnergyPeriod? Span(ReadOnlySpan<byte> text)
    {
        Span<byte> whole = stackalloc byte[64];
        return text.Length < 48 && Utf8.TryWrite(whole, $"{kind.Name}/", out var length) && text.TryCopyTo(whole[length..])
            && EnergyPeriod.TryParse(whole[..(length + text.Length)], out var span) ? span : null;
    }

    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(reader.TokenType == JsonTokenType.String, "a text was expected");
        return reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
    }

    private static bool Element(ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndArray, "an object was expected");
        return reader.TokenType == JsonTokenType.StartObject;
    }

    private static bool Member(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw Fault(what);
        }
    }

    private static JsonException Fault(string what) => new("The body is not an energy cube: " + what + ".");

    private ref struct Named
    {
        public ReadOnlySpan<byte> Name;
        public ReadOnlySpan<byte> Value;
        public Utf8JsonReader Data;
    }
}
