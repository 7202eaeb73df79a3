using System.Net;

namespace Energy.Clients.Tests.Http;

/// <summary>What an error says of trying again, by the server's status and by the vendor's own word.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData(400, false)]
    [InlineData(408, true)]
    [InlineData(418, false)]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(501, true)]
    [InlineData(503, true)]
    public async Task Status_TellsWhetherTryingAgainMayHelp(int status, bool mayHelp)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer((HttpStatusCode)status), o => o.MaxRetries = 0);

        var failure = await Assert.ThrowsAsync<EnergyResponseException>(() => pipeline.GetAsync());

        Assert.Equal(mayHelp, failure.CanRetry);
        Assert.Contains(mayHelp ? "Trying again later may help." : "Trying again will not help", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendor_ThatKnowsBetter_IsBelieved()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.BadRequest).Answer(HttpStatusCode.InternalServerError), o => o.MaxRetries = 0);
        using var refused = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
        using var failed = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);

        var first = EnergyErrors.Refused(refused, new VendorError("E7", null) { CanRetry = true, Remedy = "Knock twice." }, default);
        var second = EnergyErrors.Refused(failed, new VendorError("E8", "Gone for good") { CanRetry = false }, default);

        Assert.True(first.CanRetry);
        Assert.Contains("(E7)", first.Message, StringComparison.Ordinal);
        Assert.EndsWith("Knock twice.", first.Message, StringComparison.Ordinal);
        Assert.False(second.CanRetry);
        Assert.Contains("(Gone for good)", second.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("E8", second.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, null, false)]
    [InlineData(408, null, true)]
    [InlineData(500, null, true)]
    [InlineData(500, false, false)]
    [InlineData(400, true, true)]
    [InlineData(429, false, true)]
    public async Task SignIn_ThatIsRefused_SaysThePasswordOnlyWhereThatHelps(int status, bool? vendor, bool mayHelp)
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer((HttpStatusCode)status), o => o.MaxRetries = 0);
        using var response = await pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);

        var failure = EnergyErrors.SignIn(response, VendorError.Silent with { CanRetry = vendor }, default, "Check the password.");

        Assert.Equal(mayHelp, failure.CanRetry);
        Assert.Equal(!mayHelp, failure is EnergyAuthenticationException);
        Assert.Equal(!mayHelp, failure.Message.EndsWith("Check the password.", StringComparison.Ordinal));
    }
}
