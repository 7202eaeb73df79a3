using System.Net;
using System.Text;
using System.Text.Json;

namespace Energy.Clients.Tests.Diagnostics;

/// <summary>What counts as a secret, and in which forms it is found again.</summary>
public class SecretFormTests
{
    [Theory]
    [InlineData("Authorization", "Bearer one-secret")]
    [InlineData("Cookie", "session=one-secret")]
    [InlineData("X-Api-Key", "one-secret")]
    [InlineData("x-access-token", "one-secret")]
    public void Header_WhereCredentialsTravel_IsMasked(string name, string value)
    {
        using var request = new HttpRequestMessage();
        request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        var secrets = new Secrets();
        secrets.AddFrom(request);

        Assert.Equal("sent ***, application/json", secrets.Mask($"sent {value}, application/json"));
    }

    [Fact]
    public void Secret_BehindTheSchemeOfAHeader_IsMaskedWithoutIt()
    {
        using var request = new HttpRequestMessage();
        request.Headers.TryAddWithoutValidation("Authorization", "APIKEY one-secret");
        var secrets = new Secrets();
        secrets.AddFrom(request);

        Assert.Equal("*** and ***", secrets.Mask("one-secret and APIKEY one-secret"));
    }

    [Theory]
    [InlineData("abc", "x *** x")]
    [InlineData("ab", "x ab x")]
    public void Secret_OfThreeLettersOrMore_IsMasked(string secret, string expected)
    {
        var secrets = new Secrets();
        secrets.Add(secret);
        secrets.Add(null);

        Assert.Equal(expected, secrets.Mask($"x {secret} x"));
    }

    [Fact]
    public void Secret_NotedLater_IsMaskedToo()
    {
        var secrets = new Secrets();
        secrets.Add("first-one");
        Assert.Equal("*** second-one", secrets.Mask("first-one second-one"));
        secrets.Add("second-one");

        Assert.Equal("*** ***", secrets.Mask("first-one second-one"));
        Assert.Null(secrets.MaskOrNull(null));
        Assert.Equal("***", secrets.MaskOrNull("second-one"));
    }

    [Theory]
    [InlineData("clé \"x\"/y", "cl\\u00e9 \\\"x\\\"/y")]
    [InlineData("clé \"x\"/y", "cl\\u00e9 \\\"x\\\"\\/y")]
    [InlineData("a&b <c>", "a&amp;b &lt;c&gt;")]
    [InlineData("a b+c", "a+b%2Bc")]
    [InlineData("a b+c", "a%20b%2Bc")]
    [InlineData("a b+c", "6120622B63")]
    [InlineData("a b+c", "YSBiK2M=")]
    [InlineData("a b+c", "A B+C")]
    public void Secret_InTheFormOfAddressesPagesJsonAndCode_IsMasked(string secret, string form)
    {
        var secrets = new Secrets();
        secrets.Add(secret);

        Assert.Equal("<***>", secrets.Mask($"<{form}>"));
    }

    [Fact]
    public void Cause_WithoutASecret_IsItself_AndWithOneSaysTheSameWithoutIt()
    {
        var secrets = new Secrets();
        secrets.Add("one-secret");
        var clean = new IOException("nothing here");
        var json = new JsonException("bad one-secret", "$.one-secret", 3, 4);
        var http = new HttpRequestException(HttpRequestError.InvalidResponse, "bad one-secret", null, HttpStatusCode.BadGateway);

        Assert.Same(clean, secrets.Scrub(clean));
        var cleanJson = new JsonException("nothing here");
        Assert.Same(cleanJson, secrets.Scrub(cleanJson));
        var scrubbedJson = Assert.IsType<JsonException>(secrets.Scrub((Exception)json));
        Assert.Equal(("bad ***", "$.***", 3L, 4L), (scrubbedJson.Message, scrubbedJson.Path, scrubbedJson.LineNumber, scrubbedJson.BytePositionInLine));
        var scrubbedHttp = Assert.IsType<HttpRequestException>(secrets.Scrub((Exception)http));
        Assert.Equal(("bad ***", HttpRequestError.InvalidResponse, HttpStatusCode.BadGateway), (scrubbedHttp.Message, scrubbedHttp.HttpRequestError, scrubbedHttp.StatusCode));
        Assert.Equal("InvalidOperationException: bad ***", Assert.IsType<IOException>(secrets.Scrub((Exception)new InvalidOperationException("bad one-secret"))).Message);
        Assert.IsType<IOException>(secrets.Scrub((Exception)new InvalidOperationException("clean", new IOException("one-secret"))));
    }

    // Of a longer text, those letters of its Base64 that the secret alone settles: from ceil(8b / 6) to floor(8(b + n) / 6), b bytes before it and n of its own; eight at least.
    [Theory]
    [InlineData("", "k-1234567890", "!", "***IQ==")]
    [InlineData("x", "k-1234567890", "yz", "eG***Hl6")]
    [InlineData("xy", "k-1234567890", "z", "eHl***B6")]
    [InlineData("xyz", "k-1234567890", "w", "eHl6***dw==")]
    [InlineData("x", "1234567", "yz", "eD***d5eg==")]
    [InlineData("x", "123456", "yz", "eDEyMzQ1Nnl6")]
    [InlineData("xy", "123456", "z", "eHkxMjM0NTZ6")]
    public void Secret_WithinALongerTextInBase64_IsMaskedWhereverItBegins(string before, string secret, string after, string expected)
    {
        var secrets = new Secrets();
        secrets.Add(secret);

        Assert.Equal(expected, secrets.Mask(Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + after))));
    }
}
