using System.Net;
using NodaTime;

namespace Energy.Clients.Tests.Http;

public class LimitTests
{
    [Fact]
    public async Task Attempt_WithoutHeaders_IsGivenUpAndTriedAgain()
    {
        using var pipeline = new PipelineFixture(new StubServer().Silent().Answer(HttpStatusCode.OK));
        var call = pipeline.GetAsync();
        await pipeline.Server.Received.Task;

        pipeline.Clock.Advance(TimeSpan.FromSeconds(30));

        await call;
        Assert.Equal(2, pipeline.Server.Requests.Count);
    }

    [Fact]
    public async Task Attempts_ThatAllTimeOut_NameTheAttemptLimit()
    {
        using var pipeline = new PipelineFixture(new StubServer().Silent(), o => o.MaxRetries = 0);
        var call = pipeline.GetAsync();
        await pipeline.Server.Received.Task;

        pipeline.Clock.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => call);
        Assert.Equal(TransportFailure.TimedOut, failure.Failure);
        Assert.Contains("AttemptTimeout = 00:00:30", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThatLastsTooLong_NamesTheTotalLimit()
    {
        using var pipeline = new PipelineFixture(new StubServer().Silent(), o => o.AttemptTimeout = o.TotalTimeout);
        var call = pipeline.GetAsync();
        await pipeline.Server.Received.Task;

        pipeline.Clock.Advance(TimeSpan.FromSeconds(100));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => call);
        Assert.Equal(TransportFailure.TimedOut, failure.Failure);
        Assert.Contains("TotalTimeout = 00:01:40", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithALimitOfItsOwn_LastsNoLonger()
    {
        using var pipeline = new PipelineFixture(new StubServer().Silent(), o => o.AttemptTimeout = o.TotalTimeout);
        var call = pipeline.SendAsync(PipelineFixture.Get.At(1) with { TotalTimeout = TimeSpan.FromSeconds(10) });
        await pipeline.Server.Received.Task;

        pipeline.Clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => call.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("TotalTimeout = 00:00:10", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_OfTheUsersOwnThatGivesUp_IsNotBlamedOnTheTotalLimit()
    {
        using var pipeline = new PipelineFixture(new StubServer().Fail(new TaskCanceledException("my own limit", new TimeoutException())), o => o.UseResilience = false);

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

        Assert.Equal(TransportFailure.TimedOut, failure.Failure);
        Assert.DoesNotContain("TotalTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ThatStandsStill_NamesTheIdleLimit()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Of("{\"a\":", ScriptedBody.Ending.Silence)), autoAdvance: false);
        using var response = await SendAsync(pipeline);
        var body = await response.OpenBodyAsync(default);
        var buffer = new byte[100];
        Assert.Equal(5, await body.ReadAsync(buffer));
        var read = body.ReadAsync(buffer).AsTask();

        pipeline.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(read.IsCompleted);
        pipeline.Clock.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => read);
        Assert.Equal(TransportFailure.TimedOut, failure.Failure);
        Assert.Contains("BodyIdleTimeout = 00:00:30", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsBodyToBeAskedForAgain);
    }

    [Fact]
    public async Task Body_WhoseConsumerTakesItsTime_IsNotTimedOut()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Of("0123456789", chunk: 1)), autoAdvance: false);
        using var response = await SendAsync(pipeline);
        var body = await response.OpenBodyAsync(default);
        var buffer = new byte[1];
        var read = 0;
        while (await body.ReadAsync(buffer) > 0)
        {
            read++;
            pipeline.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(10, read);
    }

    [Fact]
    public async Task Body_ReadAsAWhole_IsUnderTheTotalLimitThoughItNeverStandsStill()
    {
        PipelineFixture? pipeline = null;
        IEnumerable<byte[]> Drip()
        {
            while (true)
            {
                pipeline!.Clock.Advance(TimeSpan.FromSeconds(10));
                yield return " "u8.ToArray();
            }
        }

        using var _ = pipeline = new PipelineFixture(new StubServer().Answer(new ScriptedBody(Drip())), o => o.MinBodyBytesPerSecond = 0, autoAdvance: false);

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());
        Assert.Contains("TotalTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorBody_ThatDripsForEver_IsUnderTheTotalLimitToo()
    {
        PipelineFixture? pipeline = null;
        IEnumerable<byte[]> Drip()
        {
            while (true)
            {
                pipeline!.Clock.Advance(TimeSpan.FromSeconds(10));
                yield return " "u8.ToArray();
            }
        }

        using var _ =
            pipeline = new PipelineFixture(new StubServer().Answer(new ScriptedBody(Drip()), HttpStatusCode.BadRequest), o => o.MinBodyBytesPerSecond = 0, autoAdvance: false);

        await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());
    }

    [Fact]
    public async Task Body_ThatNeverEnds_IsCappedWhenReadAsAWhole()
    {
        var body = ScriptedBody.Endless("{\"endless\":\"", new string('x', 5_000));
        using var pipeline = new PipelineFixture(new StubServer().Answer(body), o => o.MaxBufferedBodyBytes = 100_000);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());

        Assert.Contains("MaxBufferedBodyBytes = 100000", failure.Message, StringComparison.Ordinal);
        Assert.True(body.IsDisposed);
    }

    [Fact]
    public async Task Body_ThatSaysItIsTooLong_IsNotEvenRead()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, new string(' ', 5_000)), o => o.MaxBufferedBodyBytes = 4_000);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());

        Assert.Contains("5000 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_024)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(99_999)]
    [InlineData(100_000)]
    public async Task Body_UpToTheLimit_IsReadWhole(int length)
    {
        var json = "\"" + new string('y', length - 2) + "\"";
        using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Of(json, chunk: 1_000)), o => o.MaxBufferedBodyBytes = 100_000);

        Assert.Equal(length - 2, ((string)(await pipeline.GetAsync())!).Length);
    }

    [Fact]
    public async Task Body_StreamedWithoutEnd_IsCapped()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Endless("[", "  ")), o => o.MaxStreamedBodyBytes = 10_000);
        using var response = await SendAsync(pipeline);
        var body = await response.OpenBodyAsync(default);
        var buffer = new byte[4_096];

        await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            while (await body.ReadAsync(buffer) > 0)
            {
            }
        });
    }

    [Theory]
    [InlineData("{\"a\":[1,2")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":\"tex")]
    public async Task Body_ThatIsCutCleanlyOrNot_IsATransportErrorAndNotTheVendorsFault(string beginning)
    {
        foreach (var ending in new[] { ScriptedBody.Ending.End, ScriptedBody.Ending.Cut })
        {
            using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Of(beginning, ending)));

            var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

            Assert.Equal(TransportFailure.CutOff, failure.Failure);
            Assert.True(failure.CanRetry);
        }
    }

    [Fact]
    public async Task Body_WhoseCompressionIsBroken_IsATransportError()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Of("{\"a\":", ScriptedBody.Ending.BadCompression)));

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(() => pipeline.GetAsync());

        Assert.Equal(TransportFailure.CutOff, failure.Failure);
        Assert.IsType<InvalidDataException>(failure.InnerException);
    }

    [Theory]
    [InlineData(8, 8, true)]
    [InlineData(8, 9, false)]
    [InlineData(64, 64, true)]
    [InlineData(64, 65, false)]
    [InlineData(200, 200, true)]
    [InlineData(200, 201, false)]
    public async Task Depth_OfABodyReadAsAWhole_IsLimitedByTheOption(int limit, int depth, bool isRead)
    {
        var json = "\n " + new string('[', depth) + new string(']', depth) + " ";
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, json), o => o.MaxJsonDepth = limit);

        if (isRead)
        {
            Assert.IsType<System.Text.Json.Nodes.JsonArray>(await pipeline.GetAsync());
        }
        else
        {
            var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());
            Assert.Contains(limit.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    public async Task Body_WithSomethingBehindIt_IsAPayloadErrorWhateverTheDepth(int limit)
    {
        const string Json = " {\n}\n x";
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, Json), o => o.MaxJsonDepth = limit);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());

        Assert.Equal(Json.IndexOf('x', StringComparison.Ordinal), failure.BytePosition);
    }

    [Fact]
    public async Task Body_ThatIsNotThePromisedJson_ComesWithItsRequestIdStatusAndBeginning()
    {
        using var pipeline =
            new PipelineFixture(new StubServer()
                .Answer(HttpStatusCode.Accepted, "<html>busy, k-1234567890</html>", r => r.Headers.TryAddWithoutValidation("X-Request-Id", "r-77")));

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());

        Assert.Equal(("r-77", HttpStatusCode.Accepted, "<html>busy, ***</html>"), (failure.RequestId, failure.Status, failure.Body));
    }

    [Fact]
    public async Task Body_OverTheLimit_ComesWithItsRequestId()
    {
        using var pipeline = new PipelineFixture(
            new StubServer().Answer(HttpStatusCode.OK, new string(' ', 5_000), r => r.Headers.TryAddWithoutValidation("X-Request-Id", "r-78")), o =>
                o.MaxBufferedBodyBytes = 4_000);

        Assert.Equal("r-78", (await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync())).RequestId);
    }

    [Fact]
    public async Task Body_OfHtml_IsAPayloadErrorWithPathAndPosition()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "<html>\n<body>Sorry</body></html>"));

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());

        Assert.Equal("$", failure.JsonPath);
        Assert.Equal(0, failure.BytePosition);
        Assert.False(failure.CanRetry);
    }

    [Fact]
    public async Task Body_WithAFaultOnALaterLine_NamesTheByteFromTheStart()
    {
        const string Json = "{\n  \"a\": 1,\n  \"b\": ?\n}";
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, Json));

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(() => pipeline.GetAsync());

        Assert.Equal(Json.IndexOf('?', StringComparison.Ordinal), failure.BytePosition);
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("delay")]
    [InlineData("budget")]
    [InlineData("body")]
    [InlineData("error body")]
    [InlineData("before")]
    public async Task Cancellation_ByTheCaller_IsAlwaysPlain(string where)
    {
        var server = where switch
        {
            "headers" => new StubServer().Silent(),
            "delay" => new StubServer().Busy(HttpStatusCode.ServiceUnavailable, 5),
            "body" => new StubServer().Answer(ScriptedBody.Of("{", ScriptedBody.Ending.Silence)),
            "error body" => new StubServer().Answer(ScriptedBody.Of("{", ScriptedBody.Ending.Silence), HttpStatusCode.NotFound),
            _ => new StubServer().Answer(HttpStatusCode.OK),
        };
        using var pipeline = new PipelineFixture(server, o => (o.RequestsPerSecond, o.RequestBurst) = (where == "budget" ? 0.1 : null, 1), autoAdvance: false);
        using var cancellation = new CancellationTokenSource();
        if (where == "budget")
        {
            await pipeline.GetAsync();
        }

        if (where == "before")
        {
            await cancellation.CancelAsync();
        }

        var call = pipeline.GetAsync(cancellationToken: cancellation.Token);
        if (where is "delay" or "budget")
        {
            await pipeline.Clock.WhenDelayedAsync();
        }
        else if (where != "before")
        {
            await server.Received.Task;
        }

        Assert.Equal(where == "before", call.IsCompleted);
        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, failure.CancellationToken);
    }

    private static Task<EnergyResponse> SendAsync(PipelineFixture pipeline) =>
        pipeline.Transport.OpenAsync(PipelineFixture.Get.At(1), default);
}
