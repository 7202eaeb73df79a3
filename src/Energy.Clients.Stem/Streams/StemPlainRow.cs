namespace Energy.Clients.Stem;

/// <summary>
/// Reads rows by their bytes that are written just as the vendor documents them: the three members in their order, a blank behind commas and colons or none, times of the form
/// <c>2026-01-31T23:59:59Z</c> on the day of the one before, and a plain number or null. A window so costs two thirds of what it costs token by token.
/// </summary>
internal static class StemPlainRow
{
    // More than a plain number has.
    private const int MostNumberBytes = 32;

    /// <summary>Reads the row that follows another one.</summary>
    /// <param name="json">From the comma before the row; it may end anywhere.</param>
    /// <param name="times">Knows the day.</param>
    /// <param name="row">The row.</param>
    /// <returns>How many bytes the comma and the row are; 0 for anything else, which is to be read token by token: other rows, faulty ones, the end of the array.</returns>
    public static int Read(ReadOnlySpan<byte> json, in SameDayTimes times, out StemRow row)
    {
        row = default;
        var rest = json;
        if (!Take(ref rest, ","u8)
            || !Take(ref rest, "{\"start_datetime\":"u8) || !TakeTime(ref rest, times, out row.Start) || !Take(ref rest, ","u8)
            || !Take(ref rest, "\"end_datetime\":"u8) || !TakeTime(ref rest, times, out row.End) || !Take(ref rest, ","u8)
            || !Take(ref rest, "\"kw_total_avg\":"u8) || !TakeValue(ref rest, out row.Kilowatts)
            || rest is not [(byte)'}', ..] || row.End <= row.WholeMinute)
        {
            return 0;
        }

        return json.Length - rest.Length + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Take(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> token)
    {
        if (!rest.StartsWith(token))
        {
            return false;
        }

        rest = rest[token.Length..];
        if (rest is [(byte)' ', ..])
        {
            rest = rest[1..];
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeTime(ref ReadOnlySpan<byte> rest, in SameDayTimes times, out long seconds)
    {
        seconds = 0;
        if (rest.Length < StemTime.Length + 2 || rest[0] != (byte)'"' || rest[StemTime.Length + 1] != (byte)'"' || !times.TryRead(rest.Slice(1, StemTime.Length), out seconds))
        {
            return false;
        }

        rest = rest[(StemTime.Length + 2)..];
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeValue(ref ReadOnlySpan<byte> rest, out double? kilowatts)
    {
        kilowatts = null;
        if (rest.StartsWith("null"u8))
        {
            rest = rest[4..];
            return true;
        }

        // JSON knows no number that begins with a further zero.
        var length = rest[..Math.Min(rest.Length, MostNumberBytes)].IndexOf((byte)'}');
        if (length <= 0 || rest is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..] or [(byte)'-', (byte)'0', >= (byte)'0' and <= (byte)'9', ..]
            || !JsonNumber.TryReadPlain(rest[..length], out var number))
        {
            return false;
        }

        kilowatts = number;
        rest = rest[length..];
        return true;
    }
}
