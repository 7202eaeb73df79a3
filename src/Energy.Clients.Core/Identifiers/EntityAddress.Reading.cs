using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

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

    static string ITextValue<EntityAddress>.Subject => Subject;

    static bool ITextValue<EntityAddress>.TryRead<T>(ReadOnlySpan<T> text, out EntityAddress value, out TextFault fault)
    {
        var read = TryRead(text, out var colon, out fault);
        value = read ? new EntityAddress(TextValue.Decode(text), colon) : default;
        return read;
    }

    internal static bool IsLocal<T>(ReadOnlySpan<T> local)
        where T : unmanaged, IBinaryInteger<T> =>
        !local.IsEmpty && At(local, 0) != ' ' && At(local, local.Length - 1) != ' ' && IndexOfAnyExcept(local, LocalCharacters, Utf8LocalCharacters) < 0;

    /// <summary>The one body of both encodings: finds the first colon.</summary>
    private static bool TryRead<T>(ReadOnlySpan<T> text, out int colon, out TextFault fault)
        where T : unmanaged, IBinaryInteger<T>
    {
        colon = 0;
        if (!TryReadDateCode(text, out fault))
        {
            return false;
        }

        var rest = text[DomainStart..];
        var end = IndexOfAnyExcept(rest, DomainCharacters, Utf8DomainCharacters);
        end = end < 0 ? rest.Length : end;
        colon = DomainStart + end;
        var emptyLabel = EmptyLabel(rest[..end]);
        if (emptyLabel >= 0 || end == rest.Length || At(rest, end) != ':')
        {
            const string Expected = "a reversed domain (labels of ASCII letters, digits, '-' and '_' between single dots), then ':' and a local string";
            return TextFault.At(emptyLabel < 0 ? colon : DomainStart + emptyLabel, Expected, out fault);
        }

        var local = rest[(end + 1)..];
        if (IsLocal(local))
        {
            return true;
        }

        var strange = IndexOfAnyExcept(local, LocalCharacters, Utf8LocalCharacters);
        return strange >= 0 || local.IsEmpty
            ? TextFault.At(colon + 1 + Math.Max(strange, 0), "a locally unique string of printable ASCII", out fault)
            : TextFault.At(At(local, 0) == ' ' ? colon + 1 : text.Length - 1, "no space at either end of the locally unique string", out fault);
    }

    private static bool TryReadDateCode<T>(ReadOnlySpan<T> text, out TextFault fault)
        where T : unmanaged, IBinaryInteger<T>
    {
        const string Pattern = "ea1.####-##.";
        const string ExpectedYear = "four digits of a year from 0001";
        const string ExpectedMonth = "two digits of a month from 01 to 12";
        fault = default;
        for (var i = 0; i < Pattern.Length; i++)
        {
            var c = i < text.Length ? At(text, i) : 0;
            if (Pattern[i] == '#' ? c - '0' > 9 : c != Pattern[i])
            {
                var expected =
                    i switch
                    {
                        < DateStart =>
                        "'ea1.' in lower case",
                        < 8 => ExpectedYear,
                        8 => "'-' between year and month",
                        < 11 => ExpectedMonth,
                        _ => "'.' after the date code"
                    };
                return TextFault.At(i, expected, out fault);
            }
        }

        _ = TextElements.TwoDigits(text, DateStart, out var century);
        _ = TextElements.TwoDigits(text, DateStart + 2, out var year);
        _ = TextElements.TwoDigits(text, DateStart + 5, out var month);
        return (century | year) == 0 ? TextFault.At(DateStart, ExpectedYear, out fault) : month is >= 1 and <= 12 || TextFault.At(DateStart + 5, ExpectedMonth, out fault);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint At<T>(ReadOnlySpan<T> text, int index)
        where T : unmanaged, IBinaryInteger<T> => uint.CreateTruncating(text[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfAnyExcept<T>(ReadOnlySpan<T> text, SearchValues<char> characters, SearchValues<byte> utf8)
        where T : unmanaged, IBinaryInteger<T> => typeof(T) == typeof(char)
        ? MemoryMarshal.Cast<T, char>(text).IndexOfAnyExcept(characters)
        : MemoryMarshal.Cast<T, byte>(text).IndexOfAnyExcept(utf8);

    // Where a label should begin and there is none; -1 when there is one everywhere.
    private static int EmptyLabel<T>(ReadOnlySpan<T> domain)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (domain.IsEmpty || At(domain, 0) == '.')
        {
            return 0;
        }

        var dots = typeof(T) == typeof(char) ? MemoryMarshal.Cast<T, char>(domain).IndexOf("..") : MemoryMarshal.Cast<T, byte>(domain).IndexOf(".."u8);
        return dots >= 0 ? dots + 1 : At(domain, domain.Length - 1) == '.' ? domain.Length : -1;
    }
}
