using System.Buffers;

namespace Energy.Clients.IOTile;

/// <summary>What a report needs of MessagePack: everything that JSON has.</summary>
internal static class MessagePack
{
    private const int MaxDepth = 32;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads one value as JSON.</summary>
    /// <exception cref="IOTileReportFormatException">The file is not MessagePack, was cut, or has what JSON has not.</exception>
    public static byte[] ToJson(ReadOnlySpan<byte> file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var at = 0;
        Read(file, ref at, json, 0);
        if (at != file.Length)
        {
            throw new IOTileReportFormatException(at, "there are bytes behind the report.");
        }

        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a JSON value.</summary>
    public static byte[] FromJson(byte[] json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(JsonElement.Parse(json), buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Read(ReadOnlySpan<byte> file, ref int at, Utf8JsonWriter json, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new IOTileReportFormatException(at, $"values nest deeper than {MaxDepth}.");
        }

        var start = at;
        var code = Take(file, ref at, 1)[0];
        switch (code)
        {
            case <= 0x7f or >= 0xe0:
                json.WriteNumberValue((sbyte)code);
                break;
            case <= 0x8f or 0xde or 0xdf:
                json.WriteStartObject();
                for (var left = Length(file, ref at, code, 0x0f, 0xde, 2); left > 0; left--)
                {
                    var named = at;
                    var kind = Take(file, ref at, 1)[0];
                    json.WritePropertyName(IsText(kind) ? Text(file, ref at, kind) : throw new IOTileReportFormatException(named, "the name of a member is not a text."));
                    Read(file, ref at, json, depth + 1);
                }

                json.WriteEndObject();
                break;
            case <= 0x9f or 0xdc or 0xdd:
                json.WriteStartArray();
                for (var left = Length(file, ref at, code, 0x0f, 0xdc, 2); left > 0; left--)
                {
                    Read(file, ref at, json, depth + 1);
                }

                json.WriteEndArray();
                break;
            case 0xc0:
                json.WriteNullValue();
                break;
            case 0xc2 or 0xc3:
                json.WriteBooleanValue(code == 0xc3);
                break;
            case 0xca or 0xcb:
                var real = code == 0xca ? BitConverter.UInt32BitsToSingle((uint)Unsigned(file, ref at, 4)) : BitConverter.UInt64BitsToDouble(Unsigned(file, ref at, 8));
                json.WriteNumberValue(double.IsFinite(real) ? real : throw new IOTileReportFormatException(start, "the number is not finite."));
                break;
            case >= 0xcc and <= 0xcf:
                json.WriteNumberValue(Unsigned(file, ref at, 1 << (code - 0xcc)));
                break;
            case >= 0xd0 and <= 0xd3:
                // The sign stands in the first of the value's bits.
                var unused = 64 - (8 << (code - 0xd0));
                json.WriteNumberValue((long)(Unsigned(file, ref at, 1 << (code - 0xd0)) << unused) >> unused);
                break;
            case var _ when IsText(code):
                json.WriteStringValue(Text(file, ref at, code));
                break;
            default:
                throw new IOTileReportFormatException(start, $"values of kind 0x{code:x2} do not belong into a report.");
        }
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> file, ref int at, long count)
    {
        if (count > file.Length - at)
        {
            throw new IOTileReportFormatException(file.Length, $"the file ends in the middle of a value that begins before byte {at}.");
        }

        at += (int)count;
        return file.Slice(at - (int)count, (int)count);
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

    // Short lengths stand in the code itself; the codes of the others follow each other, each length twice as wide as the one before.
    private static long Length(ReadOnlySpan<byte> file, ref int at, byte code, byte small, byte first, int firstBytes) =>
        code < 0xc0 ? code & small : (long)Unsigned(file, ref at, firstBytes << (code - first));

    private static bool IsText(byte code) => code is >= 0xa0 and <= 0xbf or >= 0xd9 and <= 0xdb;

    private static string Text(ReadOnlySpan<byte> file, ref int at, byte code)
    {
        var start = at;
        try
        {
            return Utf8.GetString(Take(file, ref at, Length(file, ref at, code, 0x1f, 0xd9, 1)));
        }
        catch (ArgumentException)
        {
            throw new IOTileReportFormatException(start, "the text is not UTF-8.");
        }
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteLength(to, value.GetPropertyCount(), 0x80, 0xde);
                foreach (var member in value.EnumerateObject())
                {
                    Write(member.Name, to);
                    Write(member.Value, to);
                }

                break;
            case JsonValueKind.Array:
                WriteLength(to, value.GetArrayLength(), 0x90, 0xdc);
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, to);
                }

                break;
            case JsonValueKind.String:
                Write(value.GetString()!, to);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var number):
                Put(to, number is >= 0 and <= 0x7f ? ((byte)number, 0) : number is >= 0 and <= uint.MaxValue ? ((byte)0xce, 4) : ((byte)0xd3, 8), (ulong)number);
                break;
            case JsonValueKind.Number:
                Put(to, (0xcb, 8), BitConverter.DoubleToUInt64Bits(value.GetDouble()));
                break;
            default:
                Put(to, (value.ValueKind == JsonValueKind.True ? (byte)0xc3 : value.ValueKind == JsonValueKind.False ? (byte)0xc2 : (byte)0xc0, 0), 0);
                break;
        }
    }

    private static void Write(string text, ArrayBufferWriter<byte> to)
    {
        var bytes = Utf8.GetBytes(text);
        Put(to, bytes.Length <= 31 ? ((byte)(0xa0 | bytes.Length), 0) : ((byte)0xdb, 4), (ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void WriteLength(ArrayBufferWriter<byte> to, int count, byte small, byte sixteenBits) =>
        Put(to, count <= 0x0f ? ((byte)(small | count), 0) : count <= ushort.MaxValue ? (sixteenBits, 2) : ((byte)(sixteenBits + 1), 4), (ulong)count);

    // A code, and so many of the value's lower bytes, the highest first.
    private static void Put(ArrayBufferWriter<byte> to, (byte Code, int Bytes) head, ulong value)
    {
        to.Write([head.Code]);
        while (head.Bytes > 0)
        {
            to.Write([(byte)(value >> (8 * --head.Bytes))]);
        }
    }
}
