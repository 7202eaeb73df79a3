using System.Numerics;

namespace Energy.Clients.Authoring;

/// <summary>The little that an operator's token holds beside the place in its source: what "behind the last result" means there.</summary>
/// <param name="At">An instant: results before it were handed out.</param>
/// <param name="Number">A count, or which of a few situations it is.</param>
/// <param name="Value">A value, for the operators whose results build on one another.</param>
internal readonly record struct OperatorState(Instant? At, long Number = 0, double Value = 0)
{
    private const char Separator = ':';

    private static readonly BigInteger LeastNanoseconds = (Instant.MinValue - NodaConstants.UnixEpoch).ToBigIntegerNanoseconds();
    private static readonly BigInteger MostNanoseconds = (Instant.MaxValue - NodaConstants.UnixEpoch).ToBigIntegerNanoseconds();

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(At is { } at ? (at - NodaConstants.UnixEpoch).ToBigIntegerNanoseconds().ToString(CultureInfo.InvariantCulture) : "")}{Separator}{Number}{Separator}"
            + $"{BitConverter.DoubleToUInt64Bits(Value):x}");

    public static bool TryParse(string text, out OperatorState state)
    {
        state = default;
        var parts = text.Split(Separator);
        if (parts.Length != 3
            || !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || !ulong.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return false;
        }

        Instant? at = null;
        if (parts[0].Length > 0)
        {
            if (!BigInteger.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nanoseconds)
                || nanoseconds < LeastNanoseconds || nanoseconds > MostNanoseconds)
            {
                return false;
            }

            at = NodaConstants.UnixEpoch + Duration.FromNanoseconds(nanoseconds);
        }

        state = new OperatorState(at, number, BitConverter.UInt64BitsToDouble(bits));
        return true;
    }
}
