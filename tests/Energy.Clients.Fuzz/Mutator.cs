namespace Energy.Clients.Fuzz;

/// <summary>Makes inputs of others: the same for the same seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Mutator(int seed)
{
    private const int MostChanges = 6;
    private const int MostRepeated = 64;

    // What readers decide by, and what they stumble over.
    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "null", "true", "[]", "{}", "\"\"", "[", "{", "]", "}", ",", ":", "\"", "\\", "\\u0000", "\\ud83d", "\\udc00", "0", "-0", "-1", "1e999", "-1e-999",
            "9223372036854775808", "2147483648", "1.7976931348623157e308", "NaN", "Infinity",
            "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2024-02-30T00:00:00Z", "24:00:00", "P999999999Y", "PT-1H", "--", "0000-0000", "ffff-ffff-ffff-ffff", ".",
            "/", "%", "%00", "%C3%28", " ", "\n", "\t", "\r\n", "ea1.", "fm1.", "µ", "²", "°", "İ", "ﬁ", "٣",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0], [0x7F], [0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xFF, 0xFE],
    ];

    private readonly Random _random = new(seed);

    /// <summary>Makes an input of one, or of two.</summary>
    public byte[] Next(IReadOnlyList<byte[]> corpus)
    {
        List<byte> input = [.. corpus[_random.Next(corpus.Count)]];
        for (var changes = _random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            var at = _random.Next(input.Count + 1);
            var length = Math.Min(_random.Next(1, 1 + (1 << _random.Next(8))), input.Count - at);
            switch (_random.Next(9))
            {
                case 0 when at < input.Count:
                    input[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1 when at < input.Count:
                    input[at] = (byte)_random.Next(256);
                    break;
                case 2:
                    input.InsertRange(at, Words[_random.Next(Words.Length)]);
                    break;
                case 3:
                    input.RemoveRange(at, length);
                    break;
                case 4:
                    input.InsertRange(_random.Next(input.Count + 1), input.GetRange(at, length));
                    break;
                case 5 when length > 0:
                    input.RemoveRange(at, length);
                    input.InsertRange(at, Words[_random.Next(Words.Length)]);
                    break;
                case 6:
                    input.RemoveRange(at, input.Count - at);
                    break;
                case 7 when length > 0:
                    input.InsertRange(at, Enumerable.Repeat(input.GetRange(at, Math.Min(length, 8)), _random.Next(MostRepeated)).SelectMany(static b => b).ToArray());
                    break;
                default:
                    var other = corpus[_random.Next(corpus.Count)];
                    var from = _random.Next(other.Length + 1);
                    input.RemoveRange(at, input.Count - at);
                    input.AddRange(other[from..]);
                    break;
            }
        }

        return [.. input];
    }
}
