using System.Numerics;
using System.Text;

namespace Energy.Clients.Tests;

/// <summary>What every slug promises beyond the promises of value types: the place of a fault, one format, no allocation at all.</summary>
/// <typeparam name="T">The slug type.</typeparam>
public abstract class SlugContract<T> : OrderedValueTypeContract<T>
    where T : struct, IEquatable<T>, ISpanParsable<T>, IUtf8SpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable, IComparable<T>, IComparisonOperators<T, T, bool>
{
    /// <summary>Refused texts, each with the index of the first character that does not fit.</summary>
    protected abstract IReadOnlyList<(string Text, int Position)> NearMisses { get; }

    protected sealed override IReadOnlyList<string> Refused => [.. NearMisses.Select(miss => miss.Text)];

    protected sealed override string Alphabet => "0123456789abcdefABCDEF----pdsvgbtfzPx \0";

    [Fact]
    public void Parse_OfANearMiss_PointsAtTheFirstMisfit()
    {
        var expected = NearMisses.Select(miss => $"{miss.Position} in '{miss.Text}'");
        var actual = NearMisses.Select(miss => $"{Assert.Throws<TextFormatException>(() => T.Parse(miss.Text, null)).Position} in '{miss.Text}'");
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void ParseAndFormat_OfEveryAcceptedText_AllocateNothing()
    {
        var texts = Canonical.Concat(Variants).Select(text => (text, Encoding.UTF8.GetBytes(text))).ToArray();

        // The first round pays for what the runtime sets up once.
        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (var (text, utf8) in texts)
            {
                RoundTrip(text, utf8);
            }
        }));
    }

    [Fact]
    public void Format_WithGeneralOrNoSpecifier_IsCanonicalAndAnyOtherIsRefused()
    {
        var value = T.Parse(Canonical[^1], null);
        Assert.All([null, "", "G", "g"], format => Assert.Equal(Canonical[^1], value.ToString(format, null)));
        Assert.All(["X", "D", "GG", " "], format => Assert.Throws<FormatException>(() => value.ToString(format, null)));
        Assert.Throws<FormatException>(() => value.TryFormat(new char[64], out _, "X", null));
        Assert.Throws<FormatException>(() => value.TryFormat(new byte[64], out _, "X", null));
        Assert.Equal(Canonical[^1], $"{value}");
    }

    private static void RoundTrip(string text, byte[] utf8)
    {
        Span<char> characters = stackalloc char[64];
        Span<byte> bytes = stackalloc byte[64];
        var value = T.Parse(text.AsSpan(), null);
        T.TryParse(utf8, null, out var same);
        if (!same.Equals(value) || !value.TryFormat(characters, out var written, default, null) || !value.TryFormat(bytes, out var size, default, null) || written != size)
        {
            throw new InvalidOperationException($"'{text}' does not survive.");
        }
    }
}
