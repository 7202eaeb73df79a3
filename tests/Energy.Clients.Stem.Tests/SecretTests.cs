using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Energy.Clients.Tests;
using NodaTime;

namespace Energy.Clients.Stem.Tests;

/// <summary>A server that echoes the key in every place a text can come from. Beside each stands a word that is shown, so that a test fails where nothing was looked at.</summary>
[Collection(ListeningCollection.Name)]
public class SecretTests
{
    private const string Key = "s3cr3t-stem-key/+0";

    public static TheoryData<string> Forms => ["as it is", "in JSON escapes", "with slashes escaped", "in percent escapes", "in lower case", "in upper case", "in base64"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Key_EchoedInAnErrorBody_IsMaskedAndTheRestShown(string form)
    {
        foreach (var status in new[] { 400, 401, 403, 404, 409, 429, 500, 503 })
        {
            var (failure, everything) = await FailAsync(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent($"around {Echo(form)} echoed") });
            var refusal = Assert.IsAssignableFrom<EnergyResponseException>(failure);
            Assert.Contains("around ", refusal.Body, StringComparison.Ordinal);
            Assert.Contains(" echoed", refusal.Body, StringComparison.Ordinal);
            AssertSecret(form, everything + refusal.Body);
        }
    }

    [Fact]
    public async Task Key_EchoedInAHeader_IsMaskedAndTheRestShown()
    {
        var (failure, everything) = await FailAsync(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("no") };
            response.Headers.TryAddWithoutValidation("X-Request-Id", "id-" + Key);
            response.Headers.TryAddWithoutValidation("Retry-After", Key);
            response.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue("APIKEY", Key));
            response.ReasonPhrase = "because " + Key;
            return response;
        });
        var refusal = Assert.IsAssignableFrom<EnergyResponseException>(failure);
        Assert.StartsWith("id-", refusal.RequestId, StringComparison.Ordinal);
        AssertSecret("as it is", everything + refusal.RequestId);
    }

    [Theory]
    [InlineData("""{"id":"i","name":"n","stream_types":[{"stream_type":"MONITOR","streams":[{"start_datetime":"@","end_datetime":"x","kw_total_avg":1}]}]}""", "start_datetime")]
    [InlineData("""{"id":"i","name":"n","stream_types":[{"stream_type":"MONITOR","streams":[{"@":1}]}]}""", "is missing")]
    [InlineData("""{"id":"i","name":"n","stream_types":"@"}""", "stream_types")]
    [InlineData("@", "byte 0")]
    public async Task Key_EchoedInAnAnswerThatCannotBeRead_IsInNoText(string body, string shown)
    {
        var (failure, everything) = await FailAsync(_ => new HttpResponseMessage { Content = new StringContent(body.Replace("@", Key, StringComparison.Ordinal)) });
        var payload = Assert.IsType<EnergyPayloadException>(failure);
        Assert.Contains(shown, payload.Message, StringComparison.Ordinal);
        AssertSecret("as it is", everything + payload.Body + payload.JsonPath);
    }

    [Fact]
    public async Task Key_EchoedInARowThatIsSkipped_IsNotGivenToTheCaller()
    {
        var texts = new StringBuilder();
        var query = new StemStreamQuery { Range = Hour, SkipUnreadableRows = true, LeftOut = row => texts.Append(row.Fault).Append(row) };
        var (failure, everything) = await FailAsync(
            _ => new HttpResponseMessage
            {
                Content =
                new StringContent(
                    $$"""{"id":"i","name":"n","stream_types":[{"stream_type":"MONITOR","streams":[{"start_datetime":"{{Key}}","end_datetime":"x","kw_total_avg":1}]}]}""")
            },
            query);
        Assert.Null(failure);
        Assert.Contains("start_datetime", texts.ToString(), StringComparison.Ordinal);
        AssertSecret("as it is", everything + texts);
    }

    [Fact]
    public async Task Key_InTheExceptionOfAHandler_IsInNoText()
    {
        var (failure, everything) = await FailAsync(_ => throw new HttpRequestException($"cannot send {Key}", new IOException(Key)));
        Assert.IsType<EnergyTransportException>(failure);
        AssertSecret("as it is", everything);
    }

    private static Interval Hour => new(Instant.FromUtc(2024, 5, 1, 0, 0), Instant.FromUtc(2024, 5, 1, 1, 0));

    private static string Echo(string form) => form switch
    {
        "as it is" => Key,
        "in JSON escapes" => Key.Replace("+", "\\u002B", StringComparison.Ordinal),
        "with slashes escaped" => Key.Replace("/", "\\/", StringComparison.Ordinal),
        "in percent escapes" => Uri.EscapeDataString(Key),
        "in lower case" => Key.ToLowerInvariant(),
        "in upper case" => Key.ToUpperInvariant(),
        _ => Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)),
    };

    private static void AssertSecret(string form, string texts)
    {
        Assert.DoesNotContain(Echo(form), texts, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Key, texts, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("s3cr3t-stem", texts, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(Exception? Failure, string Everything)> FailAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, StemStreamQuery? query = null)
    {
        using var witness = new Witness();
        using var handler = new Answering(answer);
        using var stem = new StemClient(new StemClientOptions { ApiKey = Key, MaxRetries = 0 }, new() { PrimaryHandler = handler, LoggerFactory = witness });
        var failure =
            await Record.ExceptionAsync(async () => await stem.Streams.ReadAsync("site-1", StemStreamType.Monitor, query ?? new StemStreamQuery { Range = Hour }).ToListAsync());
        Assert.NotEmpty(witness.Lines);
        var data = failure is null ? "" : string.Join(' ', failure.Data.Values.Cast<object?>());
        return (failure, $"{failure} {data} {witness.Everything}");
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                var response = answer(request);
                response.RequestMessage = request;
                return Task.FromResult(response);
            }
            catch (HttpRequestException e)
            {
                return Task.FromException<HttpResponseMessage>(e);
            }
        }
    }
}
