using System.Net;
using System.Text;
using Energy.Clients.Tests;
using RichardSzalay.MockHttp;

namespace Energy.Clients.OpenCec.Tests;

/// <summary>A server that echoes the key in every place a text can come from. Beside each stands a word that is shown, so that a test fails where nothing was looked at.</summary>
public sealed class SecretTests
{
    private const string Key = "s3cr3tky";

    public static TheoryData<HttpStatusCode, string, string> Refusals => new()
    {
        { HttpStatusCode.BadRequest,
            """{"detail":"(psycopg2.errors.UniqueViolation) duplicate key value violates unique constraint \"@\"\nDETAIL:  Key (@)=(@) already exists."}""", "duplicate" },
        { HttpStatusCode.BadRequest, """{"detail":"(psycopg2.errors.@) duplicate key"}""", "400" },
        { HttpStatusCode.Unauthorized, """{"detail":"Invalid key @"}""", "401" },
        { HttpStatusCode.Unauthorized, """{"detail":"@"}""", "401" },
        { HttpStatusCode.Forbidden, """{"detail":"Not authenticated @"}""", "403" },
        { HttpStatusCode.NotFound, """{"detail":"@ not found"}""", "404" },
        { HttpStatusCode.UnprocessableEntity, """{"detail":[{"type":"string_type","loc":["body","@",1],"msg":"Input @ should be a valid string","input":"@"}]}""",
            "should be a valid string" },
        { HttpStatusCode.UnprocessableEntity, """{"detail":[{"type":"@","loc":["body","name"],"msg":"bad"}]}""", "bad" },
        { HttpStatusCode.InternalServerError, "Internal Server Error @", "500" },
        { HttpStatusCode.OK, """{"id":"@"}""", "id" },
        { HttpStatusCode.OK, """{"id":1,"@":"""+ "\"x\"}", "manufacturer" },
        { HttpStatusCode.OK, "@", "cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Key_EchoedByTheServer_IsInNoText(HttpStatusCode status, string body, string shown)
    {
        using var witness = new Witness();
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ =>
        {
            var response = OpenCecFixture.Json(body.Replace("@", Key, StringComparison.Ordinal), status);
            response.Headers.TryAddWithoutValidation("X-Request-Id", "id-" + Key);
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", $"APIKey realm=\"{Key}\"");
            response.ReasonPhrase = "because " + Key;
            return response;
        });
        using var client = new OpenCecClient(OpenCecFixture.OptionsFor(new Uri("https://cec.example.test"), Key), new() { PrimaryHandler = mock, LoggerFactory = witness });
        foreach (var call in new Func<Task>[]
        {
            () => client.Listings.GetAsync(1),
            () => client.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = "m", Model = "n" }),
            () => client.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { Model = "n" }),
            async () => await client.Listings.ListAsync().ToListAsync(),
            () => client.Admin.Keys.DeleteAsync(1),
        })
        {
            if (await Record.ExceptionAsync(call) is not { } failure)
            {
                continue;
            }

            var texts = new StringBuilder().Append(failure).Append(failure.InnerException).AppendJoin(' ', failure.Data.Values.Cast<object?>());
            if (failure is EnergyResponseException refusal)
            {
                texts.Append(refusal.Body)
                    .Append(refusal.VendorCode).Append(refusal.RequestId).AppendJoin(' ', refusal.FieldErrors.Select(f => $"{f.Key} {string.Join(' ', f.Value)}"));
                Assert.StartsWith("id-", refusal.RequestId, StringComparison.Ordinal);
            }

            Assert.DoesNotContain(Key, texts.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        var first = await Record.ExceptionAsync(() => client.Listings.GetAsync(1));
        Assert.Contains(shown, first!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, witness.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("\\ud83d")]
    public async Task ErrorBody_WithOneTextThatCannotBeRead_KeepsStatusCodeAndFields(string bad)
    {
        // Latin-1 makes a byte that is no UTF-8 of the first.
        var body = Encoding.Latin1.GetBytes($$"""{"detail":[{"type":"string_too_long","loc":["body","name"],"msg":"too long: {{bad}}","input":"{{bad}}"}]}""");
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Respond(_ => new HttpResponseMessage(HttpStatusCode.UnprocessableEntity) { Content = new ByteArrayContent(body) });
        using var client = OpenCecFixture.Mocked(mock);

        var refusal = await Assert.ThrowsAsync<EnergyResponseException>(() => client.Admin.EntityTypes.CreateAsync(new() { Name = "n", Description = "d" }));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "string_too_long"), (refusal.Status, refusal.VendorCode));
        Assert.StartsWith("too long: ", Assert.Single(refusal.FieldErrors["body.name"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("\\ud83d")]
    public async Task Row_WithATextThatCannotBeRead_IsAPayloadErrorInListsAndGets(string bad)
    {
        var row = $$"""{"id":1,"entity_type_id":1,"manufacturer":"M """
            + $$"""{{bad}}","model":"N","status":"active","created_at":"2026-01-02T03:04:05","updated_at":"2026-01-02T03:04:05"}""";
        using var mock = new MockHttpMessageHandler();
        mock.When("https://cec.example.test/listings")
            .WithQueryString("id", "1").Respond(_ => new HttpResponseMessage { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(row)) });
        mock.When("https://cec.example.test/listings").Respond(_ => new HttpResponseMessage { Content = new ByteArrayContent(Encoding.Latin1.GetBytes($"[{row}]")) });
        using var client = OpenCecFixture.Mocked(mock);

        await Assert.ThrowsAsync<EnergyPayloadException>(() => client.Listings.GetAsync(1));
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await client.Listings.ListAsync().ToListAsync());
    }
}
