using System.Text;

namespace Energy.Clients.Tests.Http;

/// <summary>Text comes as UTF-8 without a mark, whatever charset it was in and however it is cut: by the network, and by the reader's buffers.</summary>
public class TextBodyTests
{
    private static readonly string[] Texts = ["", "a", "ab", "é", "naïve café 😀 €", new string('ü', 700)];

    public static TheoryData<string, string> Charsets => new()
    {
        { "utf-8", "" },
        { "us-ascii", "EF BB BF" },
        { "utf-8", "EF BB BF" },
        { "iso-8859-1", "EF BB BF" },
        { "utf-8", "FF FE" },
        { "iso-8859-1", "FF FE" },
        { "utf-8", "FE FF" },
        { "utf-16", "" },
        { "utf-16BE", "" },
        { "utf-32", "" },
    };

    [Theory]
    [MemberData(nameof(Charsets))]
    public async Task Text_InAnyCharset_ComesAsUtf8(string declared, string mark)
    {
        var encoding = mark switch { "FF FE" => Encoding.Unicode, "FE FF" => Encoding.BigEndianUnicode, "" => Encoding.GetEncoding(declared), _ => Encoding.UTF8 };
        foreach (var text in Texts)
        {
            byte[] sent = [.. Convert.FromHexString(mark.Replace(" ", "", StringComparison.Ordinal)), .. encoding.GetBytes(text)];
            foreach (var (chunk, buffer) in new[] { (1, 1), (1, 100), (2, 2), (3, 3), (100, 2), (2, 4), (7, 5), (10_000, 4_096) })
            {
                using var body = new TextBodyStream(new ScriptedBody(sent.Chunk(chunk)), Encoding.GetEncoding(declared));

                Assert.Equal(Encoding.UTF8.GetBytes(text), await ReadAsync(body, buffer));
            }
        }
    }

    // The beginning of a mark is none.
    [Theory]
    [InlineData("iso-8859-1", "EF", "ï")]
    [InlineData("iso-8859-1", "EF BB", "ï»")]
    [InlineData("iso-8859-1", "EF BB 41", "ï»A")]
    [InlineData("iso-8859-1", "EF 41", "ïA")]
    [InlineData("iso-8859-1", "FF", "ÿ")]
    [InlineData("iso-8859-1", "FF 41", "ÿA")]
    [InlineData("iso-8859-1", "FE", "þ")]
    [InlineData("iso-8859-1", "FE 41 42", "þAB")]
    [InlineData("utf-8", "41 EF BB BF", "A\uFEFF")]
    public async Task BeginningOfAMark_IsText(string declared, string bytes, string text)
    {
        var sent = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
        foreach (var (chunk, buffer) in new[] { (1, 1), (1, 100), (2, 2), (100, 100) })
        {
            using var body = new TextBodyStream(new ScriptedBody(sent.Chunk(chunk)), Encoding.GetEncoding(declared));

            Assert.Equal(text, Encoding.UTF8.GetString(await ReadAsync(body, buffer)));
        }
    }

    [Theory]
    [InlineData(0, "utf-8")]
    [InlineData(1, "utf-8")]
    [InlineData(100, "utf-8")]
    [InlineData(1, "utf-16")]
    [InlineData(100, "utf-16")]
    public async Task Body_IsClosedWithTheText(int buffer, string declared)
    {
        var inner = ScriptedBody.Of("abcdef");
        var body = new TextBodyStream(inner, Encoding.GetEncoding(declared));
        if (buffer > 0)
        {
            Assert.NotEqual(0, await body.ReadAsync(new byte[buffer]));
        }

        Assert.Equal((true, false, false), (body.CanRead, body.CanSeek, body.CanWrite));
        body.Dispose();

        Assert.True(inner.IsDisposed);
    }

    [Theory]
    [InlineData(null, "utf-8")]
    [InlineData("", "utf-8")]
    [InlineData("\"UTF-8\"", "utf-8")]
    [InlineData("'iso-8859-1' ", "iso-8859-1")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("klingon", null)]
    public void Charset_IsFoundByItsName(string? charset, string? name) => Assert.Equal(name, TextBodyStream.Find(charset)?.WebName);

    private static async Task<byte[]> ReadAsync(Stream body, int size)
    {
        var (all, buffer) = (new List<byte>(), new byte[size]);
        while (await body.ReadAsync(buffer) is > 0 and var read)
        {
            all.AddRange(buffer.AsSpan(0, read));
        }

        return [.. all];
    }
}
