using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.IOTile;

/// <summary>The part of MessagePack that reports use: nil, truth values, whole numbers, reals, texts, arrays and maps with text keys.</summary>
internal static class MessagePack
{
    private const int MaxDepth = 32;

    /// <summary>Rewrites a MessagePack value as JSON.</summary>
    public static byte[] ToJson(ReadOnlySpan<byte> file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var at = 0;
        Value(file, ref at, json, 0);
        if (at != file.Length)
        {
            throw new IOTileReportFormatException(at, "there are bytes behind the report.");
        }

        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a JSON value as MessagePack.</summary>
    public static byte[] Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var document = JsonDocument.Parse(node.ToJsonString());
        Write(document.RootElement, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> file, ref int at, long count)
    {
        if (count > file.Length - at)
        {
            throw new IOTileReportFormatException(file.Length, $"the file ends in the middle of a value that begins before byte {at}.");
        }

        var taken = file.Slice(at, (int)count);
        at += (int)count;
        return taken;
    }

    private static void Value(ReadOnlySpan<byte> file, ref int at, Utf8JsonWriter json, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new IOTileReportFormatException(at, $"values nest deeper than {MaxDepth}.");
        }

        var start = at;
        var code = Take(file, ref at, 1)[0];
        switch (code)
        {
            case <= 0x7f:
                json.WriteNumberValue(code);
                break;
            case <= 0x8f:
                Map(file, ref at, json, code & 0x0f, depth);
                break;
            case <= 0x9f:
                Array(file, ref at, json, code & 0x0f, depth);
                break;
            case <= 0xbf:
                json.WriteStringValue(Text(file, ref at, code & 0x1f));
                break;
            case 0xc0:
                json.WriteNullValue();
                break;
            case 0xc2 or 0xc3:
                json.WriteBooleanValue(code == 0xc3);
                break;
            case 0xca:
                Real(json, BinaryPrimitives.ReadSingleBigEndian(Take(file, ref at, 4)), start);
                break;
            case 0xcb:
                Real(json, BinaryPrimitives.ReadDoubleBigEndian(Take(file, ref at, 8)), start);
                break;
            case >= 0xcc and <= 0xcf:
                json.WriteNumberValue(Unsigned(file, ref at, 1 << (code - 0xcc)));
                break;
            case >= 0xd0 and <= 0xd3:
                json.WriteNumberValue(Signed(file, ref at, 1 << (code - 0xd0)));
                break;
            case >= 0xd9 and <= 0xdb:
                json.WriteStringValue(Text(file, ref at, (long)Unsigned(file, ref at, 1 << (code - 0xd9))));
                break;
            case 0xdc or 0xdd:
                Array(file, ref at, json, (long)Unsigned(file, ref at, code == 0xdc ? 2 : 4), depth);
                break;
            case 0xde or 0xdf:
                Map(file, ref at, json, (long)Unsigned(file, ref at, code == 0xde ? 2 : 4), depth);
                break;
            case >= 0xe0:
                json.WriteNumberValue((sbyte)code);
                break;
            default:
                throw new IOTileReportFormatException(start, $"values of kind 0x{code:x2} do not belong into a report.");
        }
    }

    private static void Real(Utf8JsonWriter json, double value, int start)
    {
        if (!double.IsFinite(value))
        {
            throw new IOTileReportFormatException(start, "the number is not finite.");
        }

        json.WriteNumberValue(value);
    }

    private static ulong Unsigned(ReadOnlySpan<byte> file, ref int at, int bytes)
    {
        ulong value = 0;
        foreach (var b in Take(file, ref at, bytes))
        {
            value = (value << 8) | b;
        }

        return value;
    }

    private static long Signed(ReadOnlySpan<byte> file, ref int at, int bytes)
    {
        var shift = 64 - (bytes * 8);
        return unchecked((long)(Unsigned(file, ref at, bytes) << shift)) >> shift;
    }

    private static string Text(ReadOnlySpan<byte> file, ref int at, long bytes)
    {
        var start = at;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Take(file, ref at, bytes));
        }
        catch (ArgumentException)
        {
            throw new IOTileReportFormatException(start, "the text is not UTF-8.");
        }
    }

    private static void Array(ReadOnlySpan<byte> file, ref int at, Utf8JsonWriter json, long count, int depth)
    {
        json.WriteStartArray();
        for (var i = 0L; i < count; i++)
        {
            Value(file, ref at, json, depth + 1);
        }

        json.WriteEndArray();
    }

    private static void Map(ReadOnlySpan<byte> file, ref int at, Utf8JsonWriter json, long count, int depth)
    {
        json.WriteStartObject();
        for (var i = 0L; i < count; i++)
        {
            var start = at;
            var code = Take(file, ref at, 1)[0];
            json.WritePropertyName(code switch
            {
                >= 0xa0 and <= 0xbf => Text(file, ref at, code & 0x1f),
                >= 0xd9 and <= 0xdb => Text(file, ref at, (long)Unsigned(file, ref at, 1 << (code - 0xd9))),
                _ => throw new IOTileReportFormatException(start, "the name of a member is not a text."),
            });
            Value(file, ref at, json, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Length(to, value.EnumerateObject().Count(), 0x80, 0x0f, 0xde);
                foreach (var member in value.EnumerateObject())
                {
                    Write(member.Name, to);
                    Write(member.Value, to);
                }

                break;
            case JsonValueKind.Array:
                Length(to, value.GetArrayLength(), 0x90, 0x0f, 0xdc);
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, to);
                }

                break;
            case JsonValueKind.String:
                Write(value.GetString()!, to);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Put(to, value.ValueKind == JsonValueKind.True ? (byte)0xc3 : (byte)0xc2);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var number):
                Write(number, to);
                break;
            case JsonValueKind.Number:
                Put(to, 0xcb);
                BinaryPrimitives.WriteDoubleBigEndian(to.GetSpan(8), value.GetDouble());
                to.Advance(8);
                break;
            default:
                Put(to, 0xc0);
                break;
        }
    }

    private static void Write(string text, ArrayBufferWriter<byte> to)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= 31)
        {
            Put(to, (byte)(0xa0 | bytes.Length));
        }
        else
        {
            Put(to, 0xdb);
            BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), (uint)bytes.Length);
            to.Advance(4);
        }

        bytes.CopyTo(to.GetSpan(bytes.Length));
        to.Advance(bytes.Length);
    }

    private static void Write(long number, ArrayBufferWriter<byte> to)
    {
        if (number is >= 0 and <= 0x7f)
        {
            Put(to, (byte)number);
        }
        else if (number is >= 0 and <= uint.MaxValue)
        {
            Put(to, 0xce);
            BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), (uint)number);
            to.Advance(4);
        }
        else
        {
            Put(to, 0xd3);
            BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), number);
            to.Advance(8);
        }
    }

    private static void Length(ArrayBufferWriter<byte> to, int count, byte small, int mostSmall, byte sixteen)
    {
        if (count <= mostSmall)
        {
            Put(to, (byte)(small | count));
        }
        else if (count <= ushort.MaxValue)
        {
            Put(to, sixteen);
            BinaryPrimitives.WriteUInt16BigEndian(to.GetSpan(2), (ushort)count);
            to.Advance(2);
        }
        else
        {
            Put(to, (byte)(sixteen + 1));
            BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), (uint)count);
            to.Advance(4);
        }
    }

    private static void Put(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
