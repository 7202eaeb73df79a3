using System.Numerics;

namespace Energy.Clients;

public readonly partial record struct IsoDuration
{
    // Beyond 18 digits a fraction changes no nanosecond of a year.
    private const int FractionDigits = 18;
    private const long MaximumSeconds = MaximumDays * SecondsPerDay;

    private static ReadOnlySpan<long> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    private const string ExpectedSign = "'P', after a sign or without one";
    private const string ExpectedPart = "a number with Y, M, W or D, or 'T' and times";
    private const string ExpectedTimePart = "a number with H, M or S";
    private const string ExpectedDigit = "a digit after the decimal sign";
    private const string ExpectedDesignator = "the designator of a part that has not passed yet (Y M W D, and after T: H M S), in upper case";
    private const string ExpectedSize = "at most 16,777,215 days of fixed time, and less than 10⁹ years and months";

    /// <summary>The one body of both encodings.</summary>
    static bool ITextValue<IsoDuration>.TryRead<T>(ReadOnlySpan<T> text, out IsoDuration result, out TextFault fault)
    {
        result = default;
        var position = 0;
        var negative = At(text, 0) == '-';
        position += negative || At(text, 0) == '+' ? 1 : 0;
        if (At(text, position) != 'P' || ++position == text.Length)
        {
            return TextFault.At(position, position == text.Length && position > 0 ? ExpectedPart : ExpectedSign, out fault);
        }

        long years = 0, months = 0, seconds = 0, nanoseconds = 0;
        var inTime = false;

        // Designators come in one order: each stage is the least that the next part may be.
        var stage = 0;
        while (position < text.Length)
        {
            if (At(text, position) == 'T' && !inTime)
            {
                inTime = true;
                stage = 4;
                position++;
                continue;
            }

            var start = position;
            long whole = 0;
            for (uint digit; (digit = At(text, position) - '0') <= 9; position++)
            {
                whole = (whole * 10) + digit;
                if (whole > MaximumSeconds)
                {
                    return TextFault.At(start, ExpectedSize, out fault);
                }
            }

            if (position == start)
            {
                return TextFault.At(position, inTime ? ExpectedTimePart : ExpectedPart, out fault);
            }

            long fraction = 0;
            var places = 0;
            if (At(text, position) is '.' or ',')
            {
                position++;
                var first = position;
                for (uint digit; (digit = At(text, position) - '0') <= 9; position++)
                {
                    if (places < FractionDigits)
                    {
                        fraction = (fraction * 10) + digit;
                        places++;
                    }
                }

                if (position == first)
                {
                    return TextFault.At(position, ExpectedDigit, out fault);
                }
            }

            var part = Stage(At(text, position), inTime);
            if (part < stage)
            {
                return TextFault.At(position, ExpectedDesignator, out fault);
            }

            stage = part + 1;
            position++;
            if (part <= 1)
            {
                if (whole >= Billion)
                {
                    return TextFault.At(start, ExpectedSize, out fault);
                }

                var billionths = (whole * Billion) + (places == 0 ? 0 : Scale(fraction, places, Billion));
                (years, months) = part == 0 ? (billionths, months) : (years, billionths);
                continue;
            }

            long unit = part switch { 2 => 7 * SecondsPerDay, 3 => SecondsPerDay, 4 => 3600, 5 => 60, _ => 1 };
            if (whole > MaximumSeconds / unit)
            {
                return TextFault.At(start, ExpectedSize, out fault);
            }

            seconds += whole * unit;
            nanoseconds += places == 0 ? 0 : Scale(fraction, places, unit * Billion);
        }

        seconds += nanoseconds / Billion;
        nanoseconds %= Billion;
        if (seconds > MaximumSeconds || (seconds == MaximumSeconds && nanoseconds > 0))
        {
            return TextFault.At(position, ExpectedSize, out fault);
        }

        fault = default;
        result = negative ? new IsoDuration(-years, -months, -seconds, (int)-nanoseconds) : new IsoDuration(years, months, seconds, (int)nanoseconds);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint At<T>(ReadOnlySpan<T> text, int index)
        where T : unmanaged, IBinaryInteger<T> => (uint)index < (uint)text.Length ? uint.CreateTruncating(text[index]) : 0;

    private static int Stage(uint designator, bool inTime) => designator switch
    {
        'Y' when !inTime => 0,
        'M' when !inTime => 1,
        'W' when !inTime => 2,
        'D' when !inTime => 3,
        'H' when inTime => 4,
        'M' when inTime => 5,
        'S' when inTime => 6,
        _ => -1,
    };

    // fraction / 10^places of a unit, rounded half up.
    private static long Scale(long fraction, int places, long unit)
    {
        var power = PowersOfTen[places];
        return unit == Billion && places <= 9
            ? fraction * (Billion / power)
            : (long)((((Int128)fraction * unit) + (power / 2)) / power);
    }
}
