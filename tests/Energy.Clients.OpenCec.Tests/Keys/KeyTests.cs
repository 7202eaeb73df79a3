using Energy.Clients.Tests;

namespace Energy.Clients.OpenCec.Tests.Keys;

public sealed class KeyTests
{
    [Fact]
    public async Task Create_ClearText_SendsOnlyAHashThatLetsTheKeyIn()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var made = OpenCecApiKey.Create();
        Assert.Equal(8, made.ClearText.Length);
        Assert.Equal($"OPEN_CEC_API_API_KEY_HASH={made.Hash}", made.EnvironmentLine);
        Assert.True(DesCrypt.Verify(made.ClearText, made.Hash));
        var key = await cec.Client.Admin.Keys.CreateAsync(made.ClearText, "for a test");
        Assert.DoesNotContain(made.ClearText, cec.Server.Requests.Last!.Body!, StringComparison.Ordinal);
        Assert.True(key.Matches(made.ClearText));
        var view = cec.Client.WithCredential(EnergyCredential.FromText(made.ClearText));
        Assert.NotNull(await view.Listings.FindAsync(1));
        Assert.DoesNotContain(key.Value, key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(made.ClearText, made.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exactly8", null)]
    [InlineData("longer-than-8", "first 8")]
    [InlineData("short", "quicker to guess")]
    public void DescribeWeakness_Key_SaysWhatCountsAndNeverTheKey(string key, string? expected)
    {
        var weakness = OpenCecApiKey.DescribeWeakness(key);
        Assert.Equal(expected is null, weakness is null);
        Assert.Contains(expected ?? "", weakness ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(key, weakness ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_KeyWithAnIgnoredTail_LogsAWarningWithoutTheKey()
    {
        using var witness = new Witness();
        await using var cec = await OpenCecFixture.StartAsync(o => o.ApiKey = "cec-demo-with-a-tail", witness);
        Assert.NotNull(await cec.Client.Listings.FindAsync(1));
        Assert.Contains(witness.Events, e => e.Name == "CredentialWarning");
        Assert.DoesNotContain("cec-demo", witness.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingKeyOfAnOlderServer_Is403AndTheSameFailure()
    {
        await using var older = await OpenCecFixture.StartAsync(o => o.OlderServer = true);
        using var request = new HttpRequestMessage(HttpMethod.Get, older.Server.BaseAddress + "listings");
        using var http = new HttpClient();
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);
        var wrong = older.Client.WithCredential(EnergyCredential.FromText("not-this"));
        await Assert.ThrowsAsync<EnergyAuthenticationException>(() => wrong.Listings.GetAsync(1));
    }

    // Sixteen of the 64 characters end a hash: 64 bits in eleven characters of six leave two bits that are zero.
    [Theory]
    [InlineData("ecabcdefghij.", true)]
    [InlineData("ecabcdefghij2", true)]
    [InlineData("ecabcdefghijw", true)]
    [InlineData("ecabcdefghij/", false)]
    [InlineData("ecabcdefghijz", false)]
    [InlineData("PlainPassword", false)]
    [InlineData("ecabcdefghi.", false)]
    public void IsHash_LastCharacter_IsOneOfSixteen(string value, bool expected)
    {
        Assert.Equal(expected, new OpenCecKey { Id = 1, Value = value, Description = "d" }.IsHash);
        Assert.Equal(expected, Record.Exception(() => new OpenCecNewKey { Value = value, Description = "d" }.Check()) is null);
    }

    [Fact]
    public void IsHash_OfEveryHash_IsTrue()
    {
        foreach (var i in Enumerable.Range(0, 200))
        {
            Assert.True(new OpenCecKey { Id = 1, Value = OpenCecApiKey.FromClearText($"key {i:000}".Replace(' ', '-')).Hash, Description = "d" }.IsHash);
        }
    }
}
