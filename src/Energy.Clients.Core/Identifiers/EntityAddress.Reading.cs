using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Energy.Clients;

public readonly partial record struct EntityAddress
{
    private const string Subject = "an entity address";
    private const int DateStart = 4;
    private const int DomainStart = 12;

    // One bit for each ASCII character that a label may hold: letters, digits, hyphen, underscore.
    private const ulong LowLabelCharacters = 0x03FF_2000_0000_0000;
    private const ulong HighLabelCharacters = 0x07FF_FFFE_87FF_FFFE;

    private enum Expected
    {
        Prefix,
        Year,
        Hyphen,
        Month,
        Dot,
        Label,
        Local,
        Blank,
    }

    /// <summary>The one body of both encodings: finds the first colon, or says where and why reading stopped.</summary>
    private static bool TryRead<T>(ReadOnlySpan<T> text, out int colon, out (int Position, Expected What) stop)
        where T : unmanaged, IBinaryInteger<T>
    {
        colon = 0;
        if (text.Length < DomainStart || At(text, 0) != 'e' || At(text, 1) != 'a' || At(text, 2) != '1' || At(text, 3) != '.' || !IsDateCode(text) || At(text, DomainStart - 1) != '.')
        {
            stop = ExplainHead(text);
            return false;
        }

        var index = DomainStart;
        var previous = (uint)'.';
        for (; index < text.Length; index++)
        {
            var c = At(text, index);
            if (!IsLabelCharacter(c) && (c is not ('.' or ':') || previous == '.'))
            {
                break;
            }

            if (c == ':')
            {
                colon = index;
                break;
            }

            previous = c;
        }

        if (colon == 0)
        {
            stop = (index, Expected.Label);
            return false;
        }

        return TryReadLocal(text[(colon + 1)..], colon + 1, out stop);
    }

    private static bool TryReadLocal<T>(ReadOnlySpan<T> local, int start, out (int Position, Expected What) stop)
        where T : unmanaged, IBinaryInteger<T>
    {
        stop = default;
        var strange = local.IndexOfAnyExceptInRange(T.CreateTruncating(' '), T.CreateTruncating('~'));
        if (strange >= 0 || local.IsEmpty)
        {
            stop = (start + Math.Max(strange, 0), Expected.Local);
            return false;
        }

        if (At(local, 0) == ' ' || At(local, local.Length - 1) == ' ')
        {
            stop = (At(local, 0) == ' ' ? start : start + local.Length - 1, Expected.Blank);
            return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint At<T>(ReadOnlySpan<T> text, int index)
        where T : unmanaged, IBinaryInteger<T> => uint.CreateTruncating(text[index]);

    private static bool IsDateCode<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        uint a = At(text, 4) - '0', b = At(text, 5) - '0', c = At(text, 6) - '0', d = At(text, 7) - '0', month = At(text, 9) - '0', low = At(text, 10) - '0';
        if (a > 9 || b > 9 || c > 9 || d > 9 || At(text, 8) != '-' || month > 1 || low > 9)
        {
            return false;
        }

        month = (month * 10) + low;
        return (a | b | c | d) != 0 && month - 1 < 12;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLabelCharacter(uint c) => c < 128 && ((c < 64 ? LowLabelCharacters >> (int)c : HighLabelCharacters >> (int)(c - 64)) & 1) != 0;

    // Only after a failure: walks the head again to name the first character that does not fit.
    private static (int Position, Expected What) ExplainHead<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<char> prefix = "ea1.";
        for (var i = 0; i < DomainStart; i++)
        {
            var c = i < text.Length ? At(text, i) : 0;
            var isDigit = c - '0' <= 9;
            switch (i)
            {
                case < DateStart when c != prefix[i]:
                    return (i, Expected.Prefix);
                case >= 4 and <= 7 when !isDigit:
                    return (i, Expected.Year);
                case 8 when c != '-':
                    return (i, Expected.Hyphen);
                case 9 or 10 when !isDigit:
                    return (i, Expected.Month);
                case 11 when c != '.':
                    return (i, Expected.Dot);
                default:
                    break;
            }
        }

        var isYearZero = text[4..8].IndexOfAnyExcept(T.CreateTruncating('0')) < 0;
        return isYearZero ? (4, Expected.Year) : IsDateCode(text) ? (text.Length, Expected.Label) : (9, Expected.Month);
    }

    private static TextFormatException Refusal(string text, (int Position, Expected What) stop) => new(Subject, text, stop.Position, stop.What switch
    {
        Expected.Prefix => "'ea1.' in lower case",
        Expected.Year => "four digits of a year from 0001",
        Expected.Hyphen => "'-' between year and month",
        Expected.Month => "two digits of a month from 01 to 12",
        Expected.Dot => "'.' after the date code",
        Expected.Label => "a reversed domain (labels of ASCII letters, digits, '-' and '_' between single dots), then ':' and a local string",
        Expected.Local => "a locally unique string of printable ASCII",
        _ => "no blank at either end of the locally unique string",
    });
}
