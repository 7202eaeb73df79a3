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

    private const string Labels = "-" + Names;
    private const string Printable = " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~." + Labels;

    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create(Labels + ".");
    private static readonly SearchValues<byte> Utf8DomainCharacters = SearchValues.Create(Encoding.ASCII.GetBytes(Labels + "."));
    private static readonly SearchValues<char> LocalCharacters = SearchValues.Create(Printable);
    private static readonly SearchValues<byte> Utf8LocalCharacters = SearchValues.Create(Encoding.ASCII.GetBytes(Printable));

    private const string ExpectedPrefix = "'ea1.' in lower case";
    private const string ExpectedYear = "four digits of a year from 0001";
    private const string ExpectedHyphen = "'-' between year and month";
    private const string ExpectedMonth = "two digits of a month from 01 to 12";
    private const string ExpectedDot = "'.' after the date code";
    private const string ExpectedLabel = "a reversed domain (labels of ASCII letters, digits, '-' and '_' between single dots), then ':' and a local string";
    private const string ExpectedLocal = "a locally unique string of printable ASCII";
    private const string ExpectedBlank = "no blank at either end of the locally unique string";

    static string ITextValue<EntityAddress>.Subject => Subject;

    /// <summary>The one body of both encodings: finds the first colon. Why a text is refused is worked out by <c>Explain</c> only when someone asks.</summary>
    private static bool TryRead<T>(ReadOnlySpan<T> text, out int colon)
        where T : unmanaged, IBinaryInteger<T>
    {
        colon = 0;
        if (text.Length < DomainStart || At(text, 0) != 'e' || At(text, 1) != 'a' || At(text, 2) != '1' || At(text, 3) != '.' || !IsDateCode(text) || At(text, DomainStart - 1) != '.')
        {
            return false;
        }

        var rest = text[DomainStart..];
        var end = IndexOfAnyExcept(rest, DomainCharacters, Utf8DomainCharacters);
        if (end <= 0 || At(rest, end) != ':' || HasEmptyLabel(rest[..end]))
        {
            return false;
        }

        colon = DomainStart + end;
        return IsLocal(rest[(end + 1)..]);
    }

    static bool ITextValue<EntityAddress>.TryRead<T>(ReadOnlySpan<T> text, out EntityAddress value, out TextFault fault)
    {
        fault = default;
        var read = TryRead(text, out var colon);
        value = read ? new EntityAddress(TextValue.Decode(text), colon) : default;
        return read;
    }

    internal static bool IsLocal<T>(ReadOnlySpan<T> local)
        where T : unmanaged, IBinaryInteger<T> =>
        !local.IsEmpty && At(local, 0) != ' ' && At(local, local.Length - 1) != ' ' && IndexOfAnyExcept(local, LocalCharacters, Utf8LocalCharacters) < 0;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasEmptyLabel<T>(ReadOnlySpan<T> domain)
        where T : unmanaged, IBinaryInteger<T> => At(domain, 0) == '.' || At(domain, domain.Length - 1) == '.'
        || (typeof(T) == typeof(char) ? MemoryMarshal.Cast<T, char>(domain).IndexOf("..") : MemoryMarshal.Cast<T, byte>(domain).IndexOf(".."u8)) >= 0;

    /// <summary>The first character of a refused text that does not fit, and what would have.</summary>
    static TextFault ITextValue<EntityAddress>.Explain<T>(ReadOnlySpan<T> text)
    {
        ReadOnlySpan<char> prefix = "ea1.";
        for (var i = 0; i < DomainStart; i++)
        {
            var c = i < text.Length ? At(text, i) : 0;
            var isDigit = c - '0' <= 9;
            switch (i)
            {
                case < DateStart when c != prefix[i]:
                    return new(i, ExpectedPrefix);
                case >= 4 and <= 7 when !isDigit:
                    return new(i, ExpectedYear);
                case 8 when c != '-':
                    return new(i, ExpectedHyphen);
                case 9 or 10 when !isDigit:
                    return new(i, ExpectedMonth);
                case 11 when c != '.':
                    return new(i, ExpectedDot);
                default:
                    break;
            }
        }

        if (!IsDateCode(text))
        {
            var isYearZero = At(text, 4) == '0' && At(text, 5) == '0' && At(text, 6) == '0' && At(text, 7) == '0';
            return isYearZero ? new(4, ExpectedYear) : new(9, ExpectedMonth);
        }

        var index = DomainStart;
        for (var afterDot = true; index < text.Length && (afterDot || At(text, index) != ':'); index++)
        {
            var isDot = At(text, index) == '.';
            if ((isDot && afterDot) || IndexOfAnyExcept(text.Slice(index, 1), DomainCharacters, Utf8DomainCharacters) == 0)
            {
                return new(index, ExpectedLabel);
            }

            afterDot = isDot;
        }

        if (index == text.Length)
        {
            return new(index, ExpectedLabel);
        }

        var local = text[++index..];
        var strange = IndexOfAnyExcept(local, LocalCharacters, Utf8LocalCharacters);
        return strange >= 0 || local.IsEmpty
            ? new(index + Math.Max(strange, 0), ExpectedLocal)
            : new(At(local, 0) == ' ' ? index : text.Length - 1, ExpectedBlank);
    }
}
