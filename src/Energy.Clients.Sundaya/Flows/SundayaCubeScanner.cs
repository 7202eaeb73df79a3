using System.Text;
using System.Text.Json;

namespace Energy.Clients.Sundaya;

/// <summary>Takes the numbers of one flow and one kind of period straight out of an answer's bytes. Members of an object may come in any order.</summary>
internal sealed class SundayaCubeScanner(string flow, PeriodKind kind)
{
    private readonly byte[] _flow = Encoding.UTF8.GetBytes(flow);
    private readonly byte[] _suffix = Encoding.UTF8.GetBytes("." + kind.Name);

    /// <summary>Reads an answer and appends its readings.</summary>
    /// <exception cref="JsonException">The answer is not what the interface promises.</exception>
    public void Scan(ReadOnlySpan<byte> body, ref RowBuffer<Reading> readings)
    {
        var reader = new Utf8JsonReader(body);
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartArray, "an array of collections was expected");
        while (Element(ref reader))
        {
            while (Member(ref reader))
            {
                if (!reader.ValueTextEquals("collection"u8))
                {
                    reader.Skip();
                    continue;
                }

                Collection(ref reader, ref readings);
            }
        }

        Require(!reader.Read(), "nothing was expected behind the array");
    }

    private void Collection(ref Utf8JsonReader reader, ref RowBuffer<Reading> readings)
    {
        reader.Read();
        Require(reader.TokenType == JsonTokenType.StartObject, "a collection is an object");
        while (Member(ref reader))
        {
            if (!reader.ValueTextEquals("items"u8))
            {
                reader.Skip();
                continue;
            }

            StartArray(ref reader);
            while (Element(ref reader))
            {
                while (Member(ref reader))
                {
                    if (!reader.ValueTextEquals("data"u8))
                    {
                        reader.Skip();
                        continue;
                    }

                    StartArray(ref reader);
                    while (Element(ref reader))
                    {
                        Data(ref reader, ref readings);
                    }
                }
            }
        }
    }

    // {name: "week.day", value: "20190204/1", data: [...]}: what it is stands beside the numbers, and may follow them.
    private void Data(ref Utf8JsonReader reader, ref RowBuffer<Reading> readings)
    {
        EnergyPeriod? span = null;
        bool? wanted = null;
        Utf8JsonReader series = default;
        var found = false;
        while (Member(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                wanted = Text(ref reader).EndsWith(_suffix);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                span = Span(Text(ref reader));
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                series = reader;
                found = true;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        if (wanted == true && found)
        {
            Require(span is not null, "the periods of the numbers are not named");
            Series(ref series, span!.Value, ref readings);
        }
        else
        {
            Require(wanted is not null, "the data do not name their periods");
        }
    }

    private void Series(ref Utf8JsonReader reader, EnergyPeriod span, ref RowBuffer<Reading> readings)
    {
        Require(reader.TokenType == JsonTokenType.StartArray, "a list of flows was expected");
        while (Element(ref reader))
        {
            var wanted = false;
            Utf8JsonReader at = default;
            var found = false;
            while (Member(ref reader))
            {
                if (reader.ValueTextEquals("name"u8))
                {
                    wanted = Text(ref reader).SequenceEqual(_flow);
                }
                else if (reader.ValueTextEquals("value"u8))
                {
                    at = reader;
                    found = true;
                    reader.Skip();
                }
                else
                {
                    reader.Skip();
                }
            }

            if (wanted)
            {
                Require(found, "a flow without a value");
                Numbers(Text(ref at), span, ref readings);
            }
        }
    }

    private static void Numbers(ReadOnlySpan<byte> text, EnergyPeriod span, ref RowBuffer<Reading> readings)
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
            if (!EnergySeries.TryReadNumber(number, out var value) || count == periods.Count)
            {
                throw new JsonException(count == periods.Count
                    ? $"the list for {span} has more values than it promises"
                    : $"'{Encoding.UTF8.GetString(number)}' in the list for {span} is not a number");
            }

            var end = periods[count++].End;
            readings.Add(new Reading(start, end, value));
            start = end;
        }

        if (count != periods.Count)
        {
            throw new JsonException($"The body is not an energy cube: the list for {span} has {count} values and promises {periods.Count}.");
        }
    }

    private EnergyPeriod? Span(ReadOnlySpan<byte> text)
    {
        Span<byte> whole = stackalloc byte[64];
        var name = kind.Name;
        if (name.Length + 1 + text.Length > whole.Length)
        {
            return null;
        }

        var length = Encoding.UTF8.GetBytes(name, whole);
        whole[length++] = (byte)'/';
        text.CopyTo(whole[length..]);
        return EnergyPeriod.TryParse(whole[..(length + text.Length)], out var span) ? span : null;
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(reader.TokenType == JsonTokenType.String, "a text was expected");
        return reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
    }

    private static void StartArray(ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(reader.TokenType == JsonTokenType.StartArray, "a list was expected");
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
            throw new JsonException("The body is not an energy cube: " + what + ".");
        }
    }
}
