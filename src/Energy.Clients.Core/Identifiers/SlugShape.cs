using System.Runtime.Intrinsics;

namespace Energy.Clients;

/// <summary>The shape of a slug type, given by a pattern: the canonical text with a mark for each digit.</summary>
/// <remarks>
/// <c>#</c> stands for a digit; <c>?</c> for one of a term that may be left out; <c>b</c> for one of a block number, and <c>B</c> where it must be there;
/// <c>0</c> is always written and carries nothing. A slug of one term is also read without its prefix.
/// </remarks>
internal sealed class SlugShape
{
    public const char OptionalDigit = '?';
    public const char BlockDigit = 'b';
    public const char RequiredBlockDigit = 'B';
    public const char Zero = '0';

    private readonly string _pattern;

    /// <param name="subject">What it is, with its article, for messages.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="otherPrefix">A second prefix that is read.</param>
    public SlugShape(string subject, string pattern, string? otherPrefix = null)
    {
        _pattern = pattern;
        Subject = subject;
        Length = pattern.Length;
        Prefix = pattern[..(pattern.IndexOf("--", StringComparison.Ordinal) + 2)];
        OtherPrefix = otherPrefix ?? Prefix;
        ExpectedPrefix = $"the prefix '{Prefix}'";
        ExpectedPrefixOrDigit = $"the prefix '{Prefix}' or a hex digit";
        Terms = [.. pattern[Prefix.Length..].Split("--", StringSplitOptions.RemoveEmptyEntries).Select(static term => new SlugTerm(term))];
        DigitCount = Enumerable.Range(0, Length).Count(IsDigit);
    }

    public string Subject { get; }

    /// <summary>The length of the canonical text, in characters or bytes.</summary>
    public int Length { get; }

    /// <summary>The prefix with its hyphens.</summary>
    public string Prefix { get; }

    public string OtherPrefix { get; }

    public string ExpectedPrefix { get; }

    public string ExpectedPrefixOrDigit { get; }

    public SlugTerm[] Terms { get; }

    /// <summary>How many digits the canonical text has.</summary>
    public int DigitCount { get; }

    /// <summary>Sixteen characters of the canonical text: what stands between the digits, zero in their places.</summary>
    public Vector128<byte> MarksAt(int start)
    {
        Span<byte> marks = stackalloc byte[Vector128<byte>.Count];
        for (var i = start; i < Math.Min(start + marks.Length, Length); i++)
        {
            marks[i - start] = IsDigit(i) ? (byte)0 : (byte)_pattern[i];
        }

        return Vector128.Create(marks);
    }

    /// <summary>For each of sixteen characters of the canonical text: which digit goes there, counted from a first one; 255 for none.</summary>
    public Vector128<byte> OrderAt(int start, int firstDigit)
    {
        Span<byte> order = stackalloc byte[Vector128<byte>.Count];
        order.Fill(byte.MaxValue);
        for (var i = start; i < Math.Min(start + order.Length, Length); i++)
        {
            order[i - start] = IsDigit(i) ? (byte)(Enumerable.Range(0, i).Count(IsDigit) - firstDigit) : byte.MaxValue;
        }

        return Vector128.Create(order);
    }

    private bool IsDigit(int index) =>
        index >= Prefix.Length && _pattern[index] is ('#' or OptionalDigit or BlockDigit or RequiredBlockDigit);
}
