using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Energy.Clients;

/// <summary>The shape of a slug type, given by a pattern: the canonical text with a mark for each digit.</summary>
/// <remarks>
/// <c>#</c> stands for a digit; <c>?</c> for one of a term that may be left out; <c>b</c> for one of a block number, and <c>B</c> where it must be there;
/// <c>0</c> is always written and carries nothing. A slug of one term is also read without its prefix. The canonical text is written in vectors that
/// overlap, one at its start, one at its end and for the longest shapes one between, since rows of data carry it.
/// </remarks>
internal sealed class SlugShape
{
    public const char OptionalDigit = '?';
    public const char BlockDigit = 'b';
    public const char RequiredBlockDigit = 'B';
    public const char Zero = '0';

    private const int Lanes = 16;

    private readonly int _bitsBehindHigh;
    private readonly Window _start;
    private readonly Window _middle;
    private readonly Window _end;

    /// <param name="subject">What it is, with its article, for messages.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="otherPrefix">A second prefix that is read.</param>
    public SlugShape(string subject, string pattern, string? otherPrefix = null)
    {
        Subject = subject;
        Length = pattern.Length;
        var prefix = pattern[..(pattern.IndexOf("--", StringComparison.Ordinal) + 2)];
        Prefix = Encoding.ASCII.GetBytes(prefix);
        OtherPrefix = otherPrefix is null ? Prefix : Encoding.ASCII.GetBytes(otherPrefix);
        ExpectedPrefix = $"the prefix '{prefix}'";
        ExpectedPrefixOrDigit = $"the prefix '{prefix}' or a hex digit";
        Terms = [.. pattern[prefix.Length..].Split("--", StringSplitOptions.RemoveEmptyEntries).Select(static term => new SlugTerm(term))];

        var digits = pattern.Skip(prefix.Length).Count(IsDigit);
        _bitsBehindHigh = 4 * Math.Max(digits - Lanes, 0);
        _start = new Window(pattern, prefix.Length, 0, Math.Min(digits - Lanes, 0));
        _middle = new Window(pattern, prefix.Length, Math.Max(Length - (2 * Lanes), 0), 0);
        _end = new Window(pattern, prefix.Length, Math.Max(Length - Lanes, 0), digits - Lanes);
    }

    public string Subject { get; }

    /// <summary>The length of the canonical text, in characters or bytes.</summary>
    public int Length { get; }

    /// <summary>The prefix with its hyphens.</summary>
    public byte[] Prefix { get; }

    public byte[] OtherPrefix { get; }

    public string ExpectedPrefix { get; }

    public string ExpectedPrefixOrDigit { get; }

    public SlugTerm[] Terms { get; }

    /// <summary>Writes the canonical text into a destination of at least <see cref="Length"/>.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="number">The digits.</param>
    public void Write<TChar>(Span<TChar> destination, UInt128 number)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var low = Digits((ulong)number);
        var high = _bitsBehindHigh == 0 ? low : Digits((ulong)(number >> _bitsBehindHigh));
        if (Length < Lanes)
        {
            Span<TChar> text = stackalloc TChar[Lanes];
            _start.Write(text, high);
            text[..Length].CopyTo(destination);
            return;
        }

        _start.Write(destination, high);
        if (Length > 2 * Lanes)
        {
            _middle.Write(destination, high);
        }

        _end.Write(destination, low);
    }

    /// <summary>The sixteen lower-case hex digits of a number, highest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Digits(ulong value)
    {
        var bytes = Vector128.CreateScalar(BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value).AsByte();
        var twice = Vector128.Shuffle(bytes, Vector128.Create((byte)0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7));
        var isHigh = Vector128.Create(0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0);
        var nibbles = Vector128.ConditionalSelect(isHigh, twice >>> 4, twice & Vector128.Create((byte)0xF));
        var letters = Vector128.GreaterThan(nibbles.AsSByte(), Vector128.Create((sbyte)9)).AsByte();
        return nibbles + Vector128.Create((byte)'0') + (letters & Vector128.Create((byte)('a' - '0' - 10)));
    }

    private static bool IsDigit(char mark) => mark is '#' or OptionalDigit or BlockDigit or RequiredBlockDigit;

    /// <summary>Sixteen characters of the text: what stands between the digits, and for each place which digit goes there, 255 for none.</summary>
    private readonly struct Window
    {
        private readonly Vector128<byte> _marks;
        private readonly Vector128<byte> _order;
        private readonly int _at;

        public Window(string pattern, int prefix, int at, int firstDigit)
        {
            Span<byte> marks = stackalloc byte[Lanes];
            Span<byte> order = stackalloc byte[Lanes];
            order.Fill(0xFF);
            var digit = -firstDigit;
            for (var i = 0; i < Math.Min(pattern.Length, at + Lanes); i++)
            {
                var isDigit = i >= prefix && IsDigit(pattern[i]);
                if (i >= at)
                {
                    marks[i - at] = isDigit ? (byte)0 : (byte)pattern[i];
                    order[i - at] = isDigit ? (byte)digit : (byte)0xFF;
                }

                digit += isDigit ? 1 : 0;
            }

            _marks = Vector128.Create(marks);
            _order = Vector128.Create(order);
            _at = at;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Write<TChar>(Span<TChar> destination, Vector128<byte> digits)
            where TChar : unmanaged, IBinaryInteger<TChar>
        {
            var text = _marks | Vector128.Shuffle(digits, _order);
            var place = destination.Slice(_at, Lanes);
            if (typeof(TChar) == typeof(byte))
            {
                text.CopyTo(MemoryMarshal.Cast<TChar, byte>(place));
                return;
            }

            var wide = MemoryMarshal.Cast<TChar, ushort>(place);
            Vector128.WidenLower(text).CopyTo(wide);
            Vector128.WidenUpper(text).CopyTo(wide[8..]);
        }
    }
}
