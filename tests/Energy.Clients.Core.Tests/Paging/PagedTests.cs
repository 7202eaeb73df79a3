using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Energy.Clients.Tests.Paging;

public class PagedTests
{
    [Fact]
    public async Task Walk_AsksNothingBeforeTheFirstItemAndNoPageAheadOfItsTurn()
    {
        var source = new ScriptedSource(["a", "b"], ["c"]);
        await using var walk = source.List().GetAsyncEnumerator();
        Assert.Empty(source.Opened);

        await walk.MoveNextAsync();
        await walk.MoveNextAsync();
        Assert.Equal(["0"], source.Opened);

        await walk.MoveNextAsync();
        Assert.Equal(["0", "1"], source.Opened);
    }

    [Fact]
    public async Task AsPages_AsksOnePageForEachPageTaken()
    {
        var source = new ScriptedSource(["a", "b"], ["c"], ["d"]);
        var pages = await source.List().AsPages().Take(2).ToListAsync();

        Assert.Equal(["0", "1"], source.Opened);
        Assert.Equal(["a", "b"], pages[0].Items);
        Assert.NotNull(pages[1].Next);
        Assert.Equal("r1", pages[0].Response.RequestId);
    }

    [Fact]
    public async Task Enumerating_Twice_AsksTwice()
    {
        var source = new ScriptedSource(["a"]);
        var list = source.List();

        await list.ToListAsync();
        await list.ToListAsync();

        Assert.Equal(2, source.Opened.Count);
    }

    [Fact]
    public async Task Walk_OfNothing_IsEmpty()
    {
        var list = new ScriptedSource(Array.Empty<string[]>()).List();

        Assert.Empty(await list.ToListAsync());
        Assert.Empty(await list.AsPages().ToListAsync());
    }

    [Fact]
    public async Task SamePageTwice_IsAnErrorAndNothingOfTheCopyIsHandedOut()
    {
        var got = new List<string>();
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var item in new ScriptedSource(["a", "b"], ["a", "b"]).List())
            {
                got.Add(item);
            }
        });

        Assert.Equal(["a", "b"], got);
        Assert.Contains("same page twice", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Test.Letters.List", failure.Operation);
        Assert.NotNull(failure.ResumeFrom);
    }

    [Fact]
    public async Task SamePageTwice_WithAnEmptyPageBetween_IsStillNoticed()
    {
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await new ScriptedSource(["a", "b"], [], ["a", "b"]).List().ToListAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Walk_ThatComesBackToAnEarlierPage_EndsWithAnError(int cycle)
    {
        var pages = Enumerable.Range(0, 4 + cycle).Select(i => new[] { "item" + i }).ToArray();
        var source = new ScriptedSource(pages);
        source.NextOf = page => new PageNumber(page + 1 < pages.Length ? page + 1 : 4);

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await source.List().ToListAsync());

        Assert.True(failure.Message.Contains("never end", StringComparison.Ordinal) || failure.Message.Contains("same page twice", StringComparison.Ordinal), failure.Message);
        Assert.True(source.Opened.Count < 40, $"{source.Opened.Count} pages were opened.");
    }

    [Fact]
    public async Task AsPages_OfAWalkThatComesBack_HandsOutTheGoodPageFirst()
    {
        var source = new ScriptedSource(["a"], ["b"]) { NextOf = static _ => new PageNumber(0) };
        var items = new List<string>();
        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () =>
        {
            await foreach (var page in source.List().AsPages())
            {
                items.AddRange(page.Items);
            }
        });

        Assert.Equal(["a"], items);
        Assert.Contains("never end", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Walk_OfEndlessEmptyPages_Ends()
    {
        var source = new EmptyForEver();

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await new Paged<string>(source).ToListAsync());

        Assert.Contains("without an item", failure.Message, StringComparison.Ordinal);
    }

    // 10,000 pages without an item end a walk; one fewer does not, and neither do pages with items, however many.
    [Theory]
    [InlineData(9_999, true)]
    [InlineData(10_000, false)]
    public async Task Walk_OfManyEmptyPages_EndsAtTheTenThousandth(int empty, bool isRead)
    {
        string[][] pages = [["first"], .. Enumerable.Repeat(Array.Empty<string>(), empty), ["last"]];
        Assert.Equal(["first"], await new ScriptedSource(pages[..^1]).List().ToListAsync());
        var walk = new ScriptedSource(pages).List().ToListAsync();

        if (isRead)
        {
            Assert.Equal(["first", "last"], await walk);
        }
        else
        {
            Assert.Contains("10000 pages without an item", (await Assert.ThrowsAsync<EnergyPayloadException>(async () => await walk)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Walk_OfMorePagesThanThat_WithItems_IsRead()
    {
        string[][] pages = [.. Enumerable.Range(0, 10_002).Select(static i => new[] { "item" + i })];

        Assert.Equal(10_002, (await new ScriptedSource(pages).List().ToListAsync()).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_ByEitherToken_StopsTheWalkPlainly(bool byMethod)
    {
        using var method = new CancellationTokenSource();
        using var loop = new CancellationTokenSource();
        var source = new ScriptedSource(["a", "b", "c"]);
        var got = new List<string>();

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in source.List(method.Token).WithCancellation(loop.Token))
            {
                got.Add(item);
                await (byMethod ? method : loop).CancelAsync();
            }
        });

        Assert.Equal(["a"], got);
        Assert.Equal((byMethod ? method : loop).Token, failure.CancellationToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_WhileAPageWaitsToBeAskedForAgain_IsPlain(bool asPages)
    {
        using var stop = new CancellationTokenSource();
        var source = new ScriptedSource(["a"]) { RetryDelay = TimeSpan.FromHours(1), BeforeBatch = (_, _, _) => throw ScriptedSource.Cut() };
        var move = asPages ? source.List(stop.Token).AsPages().FirstAsync().AsTask() : (Task)source.List(stop.Token).FirstAsync().AsTask();
        Assert.False(move.IsCompleted);

        await stop.CancelAsync();

        Assert.Equal(stop.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => move)).CancellationToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_DuringARequest_StopsIt(bool byMethod)
    {
        using var method = new CancellationTokenSource();
        using var loop = new CancellationTokenSource();
        var source = new ScriptedSource(["a"]) { Gate = new TaskCompletionSource() };
        var walk = source.List(method.Token).AsPages().GetAsyncEnumerator(loop.Token);
        var move = walk.MoveNextAsync();
        Assert.False(move.IsCompleted);

        await (byMethod ? method : loop).CancelAsync();

        Assert.Equal((byMethod ? method : loop).Token, (await Assert.ThrowsAsync<OperationCanceledException>(async () => await move)).CancellationToken);
    }

    [Fact]
    public async Task Walk_LeftInTheMiddle_ClosesItsBody()
    {
        var source = new ScriptedSource(["a", "b"]);

        Assert.Equal("a", await source.List().FirstAsync());
        Assert.Equal(1, source.Disposed);
    }

    [Fact]
    public async Task FromPages_HonoursTokensOfPagesAndItems()
    {
        Paged<string> Make() => Paged<string>.FromPages(new Page<string>(["a", "b"], null) { Total = 3 }, new Page<string>([], null), new Page<string>(["c"], null));

        var all = await ResumeLaw.AssertAsync(Make);

        Assert.Equal(["a", "b", "c"], all);
        var pages = await Make().AsPages().ToListAsync();
        Assert.Equal(3, pages[0].Total);
        Assert.Null(pages[2].Next);
    }

    [Fact]
    public async Task FromPages_WithEqualFirstItems_IsNotTakenForARepeatedPage()
    {
        var list = Paged<int>.FromPages(new Page<int>([1], null), new Page<int>([1], null));

        Assert.Equal([1, 1], await list.ToListAsync());
    }

    [Fact]
    public async Task FromItems_IsOnePageThatCanBeTakenUpAgain()
    {
        Assert.Equal(["a", "b", "c"], await ResumeLaw.AssertAsync(static () => Paged<string>.FromItems("a", "b", "c")));
        Assert.Equal(["a", "b", "c"], (await Paged<string>.FromItems("a", "b", "c").AsPages().SingleAsync()).Items);
        Assert.Empty(await Paged<string>.FromItems().ToListAsync());
    }

    [Fact]
    public async Task Token_OfOneFake_IsRefusedByAnother()
    {
        var token = (await Paged<string>.FromItems("a", "b").WithTokens().FirstAsync()).GetToken();

        Assert.Equal(["b"], await Paged<string>.FromItems("a", "b").StartingAt(token).ToListAsync());
        Assert.Throws<ArgumentException>(() => Paged<string>.FromItems("a", "c").StartingAt(token));
        Assert.Throws<ArgumentException>(() => Paged<string>.FromPages(new Page<string>(["a"], null), new Page<string>(["b"], null)).StartingAt(token));
    }

    [Fact]
    public async Task Token_OfAnOperationThatWasRenamed_GoesOn()
    {
        var token = PageToken.Parse("ec1.9cd3a7c1d7bde6c0.1.a14f89acc047681.MA");
        var before = new Renamed(new EnergyPath("letters").Get("Test.Letters.List"));
        var after = new Renamed(new EnergyPath("letters").Get("Test.Signs.List") with { TokenName = "Test.Letters.List" });

        Assert.Equal(["b"], await new Paged<string>(before).StartingAt(token).ToListAsync());
        Assert.Equal(["b"], await new Paged<string>(after).StartingAt(token).ToListAsync());
        Assert.Equal(token, (await new Paged<string>(after).WithTokens().FirstAsync()).GetToken());
        Assert.Throws<ArgumentException>(() => new Paged<string>(new Renamed(new EnergyPath("letters").Get("Test.Signs.List"))).StartingAt(token));
    }

    [Theory]
    [InlineData("ec0.000000000000002a.0.0.MA", "is of version ec0, this package reads ec1")]
    [InlineData("ec12.000000000000002a.0.MA", "is of version ec12, this package reads ec1")]
    [InlineData("ec1.000000000000002a.0.0", "cut or changed")]
    [InlineData("echo", "cut or changed")]
    [InlineData("", "cut or changed")]
    public void PageToken_ThatCannotBeRead_SaysWhyAndWhatToDo(string text, string expected)
    {
        var message = Assert.Throws<FormatException>(() => PageToken.Parse(text)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("start the query again", message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void PageToken_SurvivesTextAndJson_AndHoldsNoPlainPosition()
    {
        var token = PageToken.At(42, "https://example.com/?cursor=é", 7, 0xabc);

        Assert.Equal(token, PageToken.Parse(token.ToString()));
        Assert.Equal(token, JsonSerializer.Deserialize<PageToken>(JsonSerializer.Serialize(token)));
        Assert.DoesNotContain("example", token.ToString(), StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9._-]+$", token.ToString());
        Assert.True(PageToken.TryParse(token.ToString(), null, out var again) && again.GetHashCode() == token.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ec1")]
    [InlineData("ec2.000000000000002a.0.0.MA")]
    [InlineData("ec1.000000000000002a.-1.0.MA")]
    [InlineData("ec1.x.0.0.MA")]
    [InlineData("ec1.000000000000002a.0.0.M*")]
    [InlineData("ec1.000000000000002a.0.0.MA.MA")]
    [InlineData(" ec1.000000000000002a.0.0.MA")]
    public void PageToken_OfAnyOtherText_IsRefused(string text)
    {
        Assert.False(PageToken.TryParse(text, out _));
        Assert.Throws<FormatException>(() => PageToken.Parse(text));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PageToken>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void StableHash_IsTheSameInEveryProcess()
    {
        // Worked out from the definition, so that stored tokens of older processes stay good.
        Assert.Equal(Reference("Stem"u8), StableHash.Of("Stem"u8));
        Assert.Equal(StableHash.Of(""), StableHash.Of((string?)null));
        Assert.NotEqual(StableHash.Add(StableHash.Add(0, 1), 2), StableHash.Add(StableHash.Add(0, 2), 1));

        static ulong Reference(ReadOnlySpan<byte> bytes)
        {
            System.Numerics.BigInteger hash = 14695981039346656037;
            foreach (var b in bytes)
            {
                hash = (hash ^ b) * 1099511628211 % (System.Numerics.BigInteger.One << 64);
            }

            var mixed = (ulong)hash;
            mixed ^= mixed >> 32;
            mixed = (ulong)((System.Numerics.BigInteger)mixed * 0xd6e8feb86659fd93 % (System.Numerics.BigInteger.One << 64));
            return mixed ^ (mixed >> 32);
        }
    }

    private sealed class EmptyForEver : PageSource<string>
    {
        public override EnergyEndpoint Endpoint { get; } = new EnergyPath("empty").Get("Test.Empty.List");

        public override string Query => "";

        public override PagingContext Context => PagingContext.InMemory;

        public override PagePosition? FirstPosition() => new PageNumber(0);

        public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

        public override ValueTask<PageBody<string>> OpenAsync(PageRequest request, CancellationToken cancellationToken) =>
            new(new BufferedPageBody<string>([], 0, ((PageNumber)request.Position).Next, PageResponse.None));

        public override ulong Fingerprint(string item) => 0;
    }

    private sealed class Renamed(EnergyEndpoint endpoint) : PageSource<string>
    {
        public override EnergyEndpoint Endpoint => endpoint;

        public override string Query => "all";

        public override PagingContext Context => PagingContext.InMemory;

        public override PagePosition? FirstPosition() => new PageNumber(0);

        public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

        public override ValueTask<PageBody<string>> OpenAsync(PageRequest request, CancellationToken cancellationToken) =>
            new(new BufferedPageBody<string>(["a", "b"], 2, null, PageResponse.None));

        public override ulong Fingerprint(string item) => StableHash.Of(item);
    }
}
