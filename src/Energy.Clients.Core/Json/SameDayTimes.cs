using System.Buffers.Binary;

namespace Energy.Clients.Authoring;

/// <summary>
/// Reads the times of rows that follow one another: those of the form <c>2026-01-31T23:59:59Z</c> on the day of the one before need no calendar. For authors of row readers.
/// </summary>
/// <remarks>A mutable struct: keep it in a field that is not read-only.</remarks>
public struct SameDayTimes
{
    private const int Length = 20;

    // The ten bytes of the date that was read last, and its first second.
    private ulong _date;
    private ushort _day;
    private long _dayStart;

    /// <summary>Reads the instant a reader stands on.</summary>
    /// <param name="reader">Stands on a string.</param>
    /// <returns>What <see cref="InstantJsonConverter.ReadInstant"/> answers.</returns>
    /// <exception cref="JsonException">The token is not a string, or not a time with <c>Z</c> or an offset.</exception>
    public Instant Read(ref Utf8JsonReader reader)
    {
        var plain = reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false };
        if (plain && TryRead(reader.ValueSpan, out var seconds))
        {
            return Instant.FromUnixTimeSeconds(seconds);
        }

        var instant = InstantJsonConverter.ReadInstant(ref reader);
        if (plain)
        {
            Remember(reader.ValueSpan, instant.ToUnixTimeSeconds());
        }

        return instant;
    }

    /// <summary>Reads a time of the day that was remembered last.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="seconds">The seconds since 1970, UTC.</param>
    /// <returns><see langword="false"/> when it is of another day or another form; it is then to be read the general way and remembered.</returns>
    public readonly bool TryRead(ReadOnlySpan<byte> utf8Text, out long seconds)
    {
        seconds = 0;
        if (utf8Text.Length != Length || BinaryPrimitives.ReadUInt64LittleEndian(utf8Text) != _date || BinaryPrimitives.ReadUInt16LittleEndian(utf8Text[8..]) != _day
            || utf8Text[10] != (byte)'T' || utf8Text[19] != (byte)'Z')
        {
            return false;
        }

        // hh:mm:ss in one word: what must be zeros then, digits below ten, and each pair joined in the byte of its tens.
        var time = BinaryPrimitives.ReadUInt64LittleEndian(utf8Text[11..]) ^ BinaryPrimitives.ReadUInt64LittleEndian("00:00:00"u8);
        var plain = (time & 0x0000_ff00_00ff_0000) == 0 && ((time | (time + 0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0) == 0;
        time = (time * 10) + (time >> 8);
        var (hour, minute, second) = ((byte)time, (byte)(time >> 24), (byte)(time >> 48));
        seconds = _dayStart + (hour * 3600) + (minute * 60) + second;
        return plain && hour <= 23 && minute <= 59 && second <= 59;
    }

    /// <summary>Remembers the day of a time.</summary>
    /// <param name="utf8Text">The text, as it was read.</param>
    /// <param name="seconds">The seconds since 1970, UTC.</param>
    public void Remember(ReadOnlySpan<byte> utf8Text, long seconds)
    {
        // Texts of this length with another zone than Z do not exist.
        if (utf8Text.Length != Length)
        {
            return;
        }

        var inside = seconds % NodaConstants.SecondsPerDay;
        _date = BinaryPrimitives.ReadUInt64LittleEndian(utf8Text);
        _day = BinaryPrimitives.ReadUInt16LittleEndian(utf8Text[8..]);
        _dayStart = seconds - (inside < 0 ? inside + NodaConstants.SecondsPerDay : inside);
    }
}
