using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Reads the part of MessagePack that reports use.</summary>
internal static class IOTileMessagePack
{
    internal static JsonObject Read(byte[] file)
    {
        var at = 0;
        try
        {
            // Through its text, so that numbers can be asked for in any width, as those of a JSON report can.
            return JsonNode.Parse((Value(file, ref at) ?? throw new IOTileRefusal(IOTileReply.Failed())).ToJsonString()) as JsonObject
                ?? throw new IOTileRefusal(IOTileReply.Failed());
        }
        catch (ArgumentOutOfRangeException)
        {
            throw IOTileRefusal.List("JSON parsing error: MessagePack parse error - ");
        }
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="IOTileRefusal">It is none.</exception>
    internal static JsonNode? Body(byte[] body)
    {
        var at = 0;
        try
        {
            return Value(body, ref at) is { } value ? JsonNode.Parse(value.ToJsonString()) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw IOTileRefusal.Detail(400, "MessagePack parse error - ");
        }
    }

    private static ReadOnlySpan<byte> Take(byte[] file, ref int at, int count)
    {
        var taken = file.AsSpan().Slice(at, count);
        at += count;
        return taken;
    }

    private static long Whole(byte[] file, ref int at, int bytes, bool signed)
    {
        ulong value = 0;
        foreach (var b in Take(file, ref at, bytes))
        {
            value = (value << 8) | b;
        }

        var shift = 64 - (8 * bytes);
        return signed ? unchecked((long)(value << shift)) >> shift : checked((long)value);
    }

    private static JsonNode? Value(byte[] file, ref int at)
    {
        var code = Take(file, ref at, 1)[0];
        return code switch
        {
            <= 0x7f => JsonValue.Create((long)code),
            <= 0x8f => Map(file, ref at, code & 0x0f),
            <= 0x9f => List(file, ref at, code & 0x0f),
            <= 0xbf => JsonValue.Create(Encoding.UTF8.GetString(Take(file, ref at, code & 0x1f))),
            0xc2 or 0xc3 => JsonValue.Create(code == 0xc3),
            0xca => JsonValue.Create((double)BinaryPrimitives.ReadSingleBigEndian(Take(file, ref at, 4))),
            0xcb => JsonValue.Create(BinaryPrimitives.ReadDoubleBigEndian(Take(file, ref at, 8))),
            >= 0xcc and <= 0xcf => JsonValue.Create(Whole(file, ref at, 1 << (code - 0xcc), signed: false)),
            >= 0xd0 and <= 0xd3 => JsonValue.Create(Whole(file, ref at, 1 << (code - 0xd0), signed: true)),
            >= 0xd9 and <= 0xdb => JsonValue.Create(Encoding.UTF8.GetString(Take(file, ref at, (int)Whole(file, ref at, 1 << (code - 0xd9), signed: false)))),
            0xdc or 0xdd => List(file, ref at, (int)Whole(file, ref at, code == 0xdc ? 2 : 4, signed: false)),
            0xde or 0xdf => Map(file, ref at, (int)Whole(file, ref at, code == 0xde ? 2 : 4, signed: false)),
            >= 0xe0 => JsonValue.Create((long)(sbyte)code),
            _ => null,
        };
    }

    private static JsonArray List(byte[] file, ref int at, int count)
    {
        var list = new JsonArray();
        for (var i = 0; i < count; i++)
        {
            list.Add(Value(file, ref at));
        }

        return list;
    }

    private static JsonObject Map(byte[] file, ref int at, int count)
    {
        var map = new JsonObject();
        for (var i = 0; i < count; i++)
        {
            var name = Value(file, ref at)!.ToString();
            map[name] = Value(file, ref at);
        }

        return map;
    }
}
