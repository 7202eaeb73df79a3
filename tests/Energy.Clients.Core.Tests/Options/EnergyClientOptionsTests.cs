using Energy.Clients.Tests.Http;

namespace Energy.Clients.Tests.Options;

public class EnergyClientOptionsTests
{
    public static TheoryData<string, string[]> Rules => new()
    {
        { "no address", ["BaseAddress is not set", "https://energy.example.com"] },
        { "relative", ["BaseAddress 'api/v1' is not an absolute http or https address"] },
        { "ftp", ["BaseAddress 'ftp://energy.example.com/' is not an absolute http or https address"] },
        { "http", ["BaseAddress 'http://energy.example.com' is plain http", "AllowHttp"] },
        { "user", ["BaseAddress has a user name"] },
        { "query", ["BaseAddress has a user name, a query or a fragment"] },
        { "total day", ["TotalTimeout is 1.00:00:01"] },
        { "attempt", ["AttemptTimeout is -00:00:00.0010000"] },
        { "idle", ["BodyIdleTimeout is 00:00:00"] },
        { "retries", ["MaxRetries is 21. Set it from 0 to 20."] },
        { "retries below", ["MaxRetries is -1"] },
        { "base delay", ["RetryBaseDelay is 02:00:00"] },
        { "max delay", ["RetryMaxDelay 00:00:01 is shorter than RetryBaseDelay 00:00:02", "Raise the first or lower the second"] },
        { "rate", ["RequestsPerSecond is 0. Set it above 0"] },
        { "rate nan", ["RequestsPerSecond is NaN"] },
        { "burst", ["RequestBurst is 0. Set it from 1 to 10000."] },
        { "buffered", ["MaxBufferedBodyBytes is 1023. Set it from 1024 to 1073741824."] },
        { "streamed", ["MaxStreamedBodyBytes is 5"] },
        { "item", ["MaxItemBytes is 0"] },
        { "depth", ["MaxJsonDepth is 3. Set it from 4 to 1000."] },
        { "lifetime", ["PooledConnectionLifetime is 00:00:00.5000000"] },
        { "empty key", ["Key is empty"] },
        { "non-ascii key", ["Key has a character at position 3"] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_ThatIsBroken_NamesPropertyValueAndRemedy(string rule, string[] expected)
    {
        var options = new TestVendor.Settings();
        Break(rule, options);

        var result = TestVendor.Instance.Validator.Validate("north", options);

        Assert.True(result.Failed);
        var failure = Assert.Single(result.Failures);
        Assert.StartsWith("Settings 'north': ", failure, StringComparison.Ordinal);
        Assert.All(expected, text => Assert.Contains(text, failure, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ftp://ann:s3cr3t@energy.example.com/")]
    [InlineData("http://ann:s3cr3t@energy.example.com/")]
    [InlineData("https://ann:s3cr3t@energy.example.com/")]
    [InlineData("https://energy.example.com/?key=s3cr3t")]
    [InlineData("ftp://energy.example.com/?key=s3cr3t")]
    [InlineData("energy.example.com/?key=s3cr3t")]
    public void Address_WithASecret_IsRefusedWithoutRepeatingIt(string address)
    {
        var result = TestVendor.Instance.Validator.Validate(null, new TestVendor.Settings { BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute) });

        Assert.True(result.Failed);
        Assert.DoesNotContain("s3cr3t", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void TotalTimeout_MayBeLoweredAlone() =>
        Assert.True(TestVendor.Instance.Validator.Validate(null, new TestVendor.Settings { TotalTimeout = TimeSpan.FromSeconds(10) }).Succeeded);

    [Fact]
    public void Defaults_AreValid() => Assert.True(TestVendor.Instance.Validator.Validate(null, new TestVendor.Settings()).Succeeded);

    [Theory]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]:5000/api")]
    public void Http_OnLoopback_IsFine(string address) =>
        Assert.True(TestVendor.Instance.Validator.Validate(null, new TestVendor.Settings { BaseAddress = new Uri(address) }).Succeeded);

    [Fact]
    public void Limits_MayBeInfiniteOrAtTheirEdges()
    {
        var options = new TestVendor.Settings
        {
            TotalTimeout = Timeout.InfiniteTimeSpan,
            AttemptTimeout = TimeSpan.FromDays(1),
            MaxRetries = 0,
            RetryBaseDelay = TimeSpan.Zero,
            RetryMaxDelay = TimeSpan.Zero,
            AllowHttp = true,
            BaseAddress = new Uri("http://energy.example.com"),
        };

        Assert.True(TestVendor.Instance.Validator.Validate(null, options).Succeeded);
    }

    [Fact]
    public void Failures_AreAllReportedAtOnce()
    {
        var options = new TestVendor.Settings { MaxRetries = -1, MaxJsonDepth = 0, BaseAddress = null };

        Assert.Equal(3, TestVendor.Instance.Validator.Validate(null, options).Failures!.Count());
    }

    private static void Break(string rule, TestVendor.Settings o)
    {
        switch (rule)
        {
            case "no address": o.BaseAddress = null; break;
            case "relative": o.BaseAddress = new Uri("api/v1", UriKind.Relative); break;
            case "ftp": o.BaseAddress = new Uri("ftp://energy.example.com/"); break;
            case "http": o.BaseAddress = new Uri("http://energy.example.com/path"); break;
            case "user": o.BaseAddress = new Uri("https://me:secret@energy.example.com/"); break;
            case "query": o.BaseAddress = new Uri("https://energy.example.com/?key=1"); break;
            case "total day": o.TotalTimeout = TimeSpan.FromSeconds(86_401); break;
            case "attempt": o.AttemptTimeout = TimeSpan.FromMilliseconds(-1); break;
            case "idle": o.BodyIdleTimeout = TimeSpan.Zero; break;
            case "retries": o.MaxRetries = 21; break;
            case "retries below": o.MaxRetries = -1; break;
            case "base delay": (o.RetryBaseDelay, o.RetryMaxDelay) = (TimeSpan.FromHours(2), TimeSpan.FromHours(3)); break;
            case "max delay": (o.RetryBaseDelay, o.RetryMaxDelay) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)); break;
            case "rate": o.RequestsPerSecond = 0; break;
            case "rate nan": o.RequestsPerSecond = double.NaN; break;
            case "burst": o.RequestBurst = 0; break;
            case "buffered": o.MaxBufferedBodyBytes = 1_023; break;
            case "streamed": o.MaxStreamedBodyBytes = 5; break;
            case "item": o.MaxItemBytes = 0; break;
            case "depth": o.MaxJsonDepth = 3; break;
            case "lifetime": o.PooledConnectionLifetime = TimeSpan.FromMilliseconds(500); break;
            case "empty key": o.Key = ""; break;
            case "non-ascii key": o.Key = "keyé"; break;
            default: throw new ArgumentOutOfRangeException(nameof(rule), rule, null);
        }
    }
}
