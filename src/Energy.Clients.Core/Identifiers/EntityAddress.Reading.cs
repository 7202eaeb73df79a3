using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Energy.Clients;

public readonly partial record struct EntityAddress
{
    private const string Subject = "an entity address";
    private const int DateStart = 4;
    private const int DomainStart = 12;

    private const string Labels = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private const string Printable = " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~." + Labels;

    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create(Labels + ".");
    private static readonly SearchValues<byte> Utf8DomainCharacters = SearchValues.Create(Encoding.ASCII.GetBytes(Labels + "."));
    private static readonly SearchValues<char> LocalCharacters = SearchValues.Create(Printable);
    private static readonly SearchValues<byte> Utf8LocalCharacters = SearchValues.Create(Encoding.ASCII.GetBytes(Printable));

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

        var rest = text[DomainStart..];
        var end = IndexOfAnyExcept(rest, DomainCharacters, Utf8DomainCharacters);
        if (end <= 0 || At(rest, end) != ':' || At(rest, end - 1) == '.' || HasEmptyLabel(rest[..end]))
        {
            stop = ExplainDomain(text);
            return false;
        }

        colon = DomainStart + end;
        return TryReadLocal(rest[(end + 1)..], colon + 1, out stop);
    }

    private static bool TryReadLocal<T>(ReadOnlySpan<T> local, int start, out (int Position, Expected What) stop)
        where T : unmanaged, IBinaryInteger<T>
    {
        stop = default;
        var strange = IndexOfAnyExcept(local, LocalCharacters, Utf8LocalCharacters);
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

    // The one place that knows the two encodings: a search over many values at once exists for each only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfAnyExcept<T>(ReadOnlySpan<T> text, SearchValues<char> characters, SearchValues<byte> utf8)
        where T : unmanaged, IBinaryInteger<T> => typeof(T) == typeof(char)
        ? MemoryMarshal.Cast<T, char>(text).IndexOfAnyExcept(characters)
        : MemoryMarshal.Cast<T, byte>(text).IndexOfAnyExcept(utf8);

    private static bool HasEmptyLabel<T>(ReadOnlySpan<T> domain)
        where T : unmanaged, IBinaryInteger<T>
    {
        var afterDot = true;
        foreach (var c in domain)
        {
            var isDot = uint.CreateTruncating(c) == '.';
            if (isDot && afterDot)
            {
                return true;
            }

            afterDot = isDot;
        }

        return false;
    }

    // Only after a failure: finds the first character that does not fit.
    private static (int Position, Expected What) ExplainDomain<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        var index = DomainStart;
        for (var afterDot = true; index < text.Length; index++)
        {
            var isDot = At(text, index) == '.';
            if ((isDot && afterDot) || (!isDot && IndexOfAnyExcept(text.Slice(index, 1), DomainCharacters, Utf8DomainCharacters) == 0))
            {
                break;
            }

            afterDot = isDot;
        }

        return (index, Expected.Label);
    }

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

        var isYearZero = At(text, 4) == '0' && At(text, 5) == '0' && At(text, 6) == '0' && At(text, 7) == '0';
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
