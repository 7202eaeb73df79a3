using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

/// <summary>
/// What every text-shaped value type of the package promises. Derive one class per type, name a few values in canonical form and a few
/// texts that are refused, and all promises are tested, including a million random and mutated inputs.
/// </summary>
/// <typeparam name="T">The value type.</typeparam>
public abstract class ValueTypeContract<T>
    where T : struct, IEquatable<T>, ISpanParsable<T>, IUtf8SpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable
{
    private const int RandomInputs = 1_000_000;
    private const int SurvivalSeed = 20_260_401;

    /// <summary>Distinct canonical texts; in ascending order of value where the type is ordered.</summary>
    protected abstract IReadOnlyList<string> Canonical { get; }

    /// <summary>Texts that the type accepts and prints in another, canonical form.</summary>
    protected abstract IReadOnlyList<string> Variants { get; }

    /// <summary>Texts that the type refuses.</summary>
    protected abstract IReadOnlyList<string> Refused { get; }

    /// <summary>What JSON refuses too; less where it keeps what it does not know.</summary>
    protected virtual IReadOnlyList<string> RefusedInJson => Refused;

    /// <summary>The source-generated metadata of the type.</summary>
    protected abstract JsonTypeInfo<T> Json { get; }

    /// <summary>The source-generated metadata of a dictionary with the type as key.</summary>
    protected abstract JsonTypeInfo<Dictionary<T, int>> JsonMap { get; }

    /// <summary>Characters that mutations draw from: those that bring a random text close to an accepted one.</summary>
    protected abstract string Alphabet { get; }

    [Fact]
    public void Format_OfAParsedCanonicalText_GivesTheTextBack()
    {
        Assert.All(Canonical, text => Assert.Equal(text, T.Parse(text, null).ToString(null, null)));
    }

    [Fact]
    public void Parse_OfAVariant_EqualsTheParsedCanonicalText()
    {
        Assert.All(Variants, text =>
        {
            var value = T.Parse(text, null);
            var canonical = value.ToString(null, null);
            Assert.NotEqual(text, canonical);
            Assert.Equal(value, T.Parse(canonical, null));
            Assert.Equal(value.GetHashCode(), T.Parse(canonical, null).GetHashCode());
        });
    }

    [Fact]
    public void Parse_OfCharactersStringsAndUtf8_Agrees()
    {
        Assert.All(Canonical.Concat(Variants), text =>
        {
            var value = T.Parse(text, null);
            Assert.Equal(value, ParseString<T>(text));
            Assert.Equal(value, T.Parse(text.AsSpan(), null));
            Assert.Equal(value, T.Parse(Encoding.UTF8.GetBytes(text), null));
            Assert.True(TryParseString<T>(text, out var fromString));
            Assert.True(T.TryParse(text.AsSpan(), null, out var fromChars));
            Assert.True(T.TryParse(Encoding.UTF8.GetBytes(text), null, out var fromUtf8));
            Assert.Equal((value, value, value), (fromString, fromChars, fromUtf8));
        });
    }

    [Fact]
    public void Parse_InAnotherCulture_GivesTheSame()
    {
        var previous = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.All(Canonical, text => Assert.Equal(text, T.Parse(text, culture).ToString(null, culture)));
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public void Parse_OfARefusedText_SaysTextPositionAndExpectation()
    {
        Assert.All(Refused, text =>
        {
            var fault = Assert.Throws<TextFormatException>(() => T.Parse(text, null));
            Assert.Equal(text, fault.Text);
            Assert.InRange(fault.Position, 0, text.Length);
            Assert.NotEmpty(fault.Expected);
            Assert.Contains(fault.Expected, fault.Message, StringComparison.Ordinal);
            var utf8Fault = Assert.Throws<TextFormatException>(() => T.Parse(Encoding.UTF8.GetBytes(text), null));
            Assert.Equal(text, utf8Fault.Text);
            Assert.Equal(fault.Expected, utf8Fault.Expected);
            Assert.Equal(Encoding.UTF8.GetByteCount(text.AsSpan(0, fault.Position)), utf8Fault.Position);
        });
    }

    [Fact]
    public void TryParse_OfARefusedText_IsFalseAndDefault()
    {
        Assert.All(Refused, text =>
        {
            Assert.False(TryParseString<T>(text, out var fromString));
            Assert.False(T.TryParse(text.AsSpan(), null, out var fromChars));
            Assert.False(T.TryParse(Encoding.UTF8.GetBytes(text), null, out var fromUtf8));
            Assert.Equal((default(T), default(T), default(T)), (fromString, fromChars, fromUtf8));
        });
    }

    [Fact]
    public void Parse_OfNull_ThrowsArgumentNull()
    {
        Assert.Throws<ArgumentNullException>(() => ParseString<T>(null!));
        Assert.False(TryParseString<T>(null, out var value));
        Assert.Equal(default, value);
    }

    [Fact]
    public void TryFormat_IntoEveryLength_WritesAllOrNothing()
    {
        Assert.All(Canonical, text =>
        {
            var value = T.Parse(text, null);
            var utf8 = Encoding.UTF8.GetBytes(text);
            for (var length = 0; length <= text.Length + 2; length++)
            {
                var characters = new char[length];
                Assert.Equal(length >= text.Length, value.TryFormat(characters, out var charsWritten, default, null));
                Assert.Equal(length >= text.Length ? text : "", new string(characters, 0, charsWritten));
            }

            for (var length = 0; length <= utf8.Length + 2; length++)
            {
                var bytes = new byte[length];
                Assert.Equal(length >= utf8.Length, value.TryFormat(bytes, out var bytesWritten, default, null));
                Assert.Equal(length >= utf8.Length ? text : "", Encoding.UTF8.GetString(bytes, 0, bytesWritten));
                Assert.All(bytes.Skip(bytesWritten), left => Assert.Equal(0, left));
            }
        });
    }

    [Fact]
    public void Json_RoundTrip_KeepsValueAndKey()
    {
        Assert.All(Canonical, text =>
        {
            var value = T.Parse(text, null);
            var json = JsonSerializer.Serialize(value, Json);
            Assert.Equal(text, JsonDocument.Parse(json).RootElement.GetString());
            Assert.Equal(value, JsonSerializer.Deserialize(json, Json));

            var map = JsonSerializer.Serialize(new Dictionary<T, int> { [value] = 7 }, JsonMap);
            Assert.Equal(text, Assert.Single(JsonDocument.Parse(map).RootElement.EnumerateObject()).Name);
            Assert.Equal(7, JsonSerializer.Deserialize(map, JsonMap)![value]);
        });
        Assert.All(Variants, text => Assert.Equal(T.Parse(text, null), JsonSerializer.Deserialize(Quoted(text), Json)));
    }

    [Fact]
    public void Json_OfARefusedTextOrAnotherToken_ThrowsJsonException()
    {
        Assert.All(RefusedInJson, text => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(Quoted(text), Json)));
        Assert.All(["1", "null", "true", "{}", "[]"], json => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, Json)));
    }

    [Fact]
    public void TypeConverter_RoundTrip_KeepsTheValue()
    {
        var converter = TypeDescriptor.GetConverter(typeof(T));
        Assert.True(converter.CanConvertFrom(typeof(string)));
        Assert.True(converter.CanConvertTo(typeof(string)));
        Assert.All(Canonical, text => Assert.Equal(text, converter.ConvertToInvariantString(converter.ConvertFromInvariantString(text)!)));
        Assert.All(Refused, text => Assert.ThrowsAny<FormatException>(() => converter.ConvertFromInvariantString(text)));
    }

    [Fact]
    public void Equality_OfCanonicalValues_IsByText()
    {
        foreach (var left in Canonical)
        {
            foreach (var right in Canonical)
            {
                Assert.Equal(left == right, T.Parse(left, null).Equals(T.Parse(right, null)));
            }
        }
    }

    [Fact]
    public void TryParse_OfAMillionInputs_NeverThrowsAndFailsWithoutAllocating()
    {
        var random = new Random(SurvivalSeed);
        var seeds = Canonical.Concat(Variants).Concat(Refused).ToArray();
        var characters = new char[seeds.Max(text => text.Length) + 8];
        var bytes = new byte[characters.Length * 3];
        var outcomes = (Accepted: 0, Refused: 0, Allocating: 0, Disagreeing: 0);

        // The first rounds pay for what the runtime sets up once.
        for (var i = -1000; i < RandomInputs; i++)
        {
            var length = FillWithMutation(random, seeds, characters);
            var text = characters.AsSpan(0, length);
            var size = Encoding.UTF8.GetBytes(text, bytes);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var fromChars = T.TryParse(text, null, out var value);
            var between = GC.GetAllocatedBytesForCurrentThread();
            var fromUtf8 = T.TryParse(bytes.AsSpan(0, size), null, out var utf8Value);
            var after = GC.GetAllocatedBytesForCurrentThread();
            if (i < 0)
            {
                continue;
            }

            outcomes.Accepted += fromChars ? 1 : 0;
            outcomes.Refused += fromChars ? 0 : 1;
            outcomes.Allocating += ((!fromChars && between != before) || (!fromUtf8 && after != between)) && Allocates(characters, length, bytes, size) ? 1 : 0;
            outcomes.Disagreeing += fromChars != fromUtf8 || !value.Equals(utf8Value) ? 1 : 0;
        }

        Assert.Equal(0, outcomes.Allocating);
        Assert.Equal(0, outcomes.Disagreeing);
        Assert.InRange(outcomes.Accepted, RandomInputs / 1000, RandomInputs);
        Assert.InRange(outcomes.Refused, RandomInputs / 10, RandomInputs);
    }

    // Measured again, where it seemed so.
    private static bool Allocates(char[] characters, int length, byte[] bytes, int size) => Allocations.Of(() =>
    {
        T.TryParse(characters.AsSpan(0, length), null, out _);
        T.TryParse(bytes.AsSpan(0, size), null, out _);
    }) > 0;

    [Fact]
    public void TryParse_OfRandomBytes_NeverThrowsAndFailsWithoutAllocating()
    {
        var random = new Random(SurvivalSeed + 1);
        var bytes = new byte[64];
        var allocating = 0;
        for (var i = -1000; i < RandomInputs / 4; i++)
        {
            var text = bytes.AsSpan(0, random.Next(bytes.Length));
            random.NextBytes(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var accepted = T.TryParse(text, null, out _);
            allocating += i >= 0 && !accepted && GC.GetAllocatedBytesForCurrentThread() != before && Allocates([], 0, bytes, text.Length) ? 1 : 0;
        }

        Assert.Equal(0, allocating);
    }

    [Fact]
    public void Parse_OfMutatedTexts_ThrowsExactlyWhereTryParseIsFalse()
    {
        var random = new Random(SurvivalSeed + 2);
        var seeds = Canonical.Concat(Variants).Concat(Refused).ToArray();
        var characters = new char[seeds.Max(text => text.Length) + 8];
        for (var i = 0; i < 2000; i++)
        {
            var text = new string(characters, 0, FillWithMutation(random, seeds, characters));
            if (T.TryParse(text, null, out var value))
            {
                Assert.Equal(value, T.Parse(text, null));
                continue;
            }

            var fault = Assert.Throws<TextFormatException>(() => T.Parse(text, null));
            Assert.Equal(text, fault.Text);
            Assert.InRange(fault.Position, 0, text.Length);
        }
    }

    // Called on the type parameter itself, a string would go to the overload for spans, which the derived interface declares.
    private static TParsable ParseString<TParsable>(string text)
        where TParsable : IParsable<TParsable> => TParsable.Parse(text, null);

    private static bool TryParseString<TParsable>(string? text, out TParsable value)
        where TParsable : struct, IParsable<TParsable> => TParsable.TryParse(text, null, out value);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, TextJsonContext.Default.String);

    /// <summary>Fills the buffer with one of the known texts after up to three changes, allocating nothing.</summary>
    private int FillWithMutation(Random random, string[] seeds, char[] buffer)
    {
        var seed = seeds[random.Next(seeds.Length)];
        seed.CopyTo(buffer);
        var length = seed.Length;
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(length + 1);
            switch (random.Next(4))
            {
                case 0 when length < buffer.Length:
                    buffer.AsSpan(at, length - at).CopyTo(buffer.AsSpan(at + 1));
                    buffer[at] = Pick(random);
                    length++;
                    break;
                case 1 when at < length:
                    buffer.AsSpan(at + 1, length - at - 1).CopyTo(buffer.AsSpan(at));
                    length--;
                    break;
                case 2 when at < length:
                    buffer[at] = Pick(random);
                    break;
                case 3 when at < length && char.IsAsciiLetter(buffer[at]):
                    buffer[at] ^= ' ';
                    break;
            }
        }

        return length;
    }

    private char Pick(Random random) =>
        random.Next(8) == 0 ? (char)random.Next(1, 0xD800) : Alphabet[random.Next(Alphabet.Length)];
}
