using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Tests.Paging;

/// <summary>The rules of walks and tokens at their edges.</summary>
public class PagingRuleTests
{
    private static readonly EnergyEndpoint Endpoint = new EnergyPath("letters").Get("Test.Letters.List");

    // What the server sent first on each page, 0 where that is not known; no item is handed out.
    [Theory]
    [InlineData(false, 5, 6, 7)]
    [InlineData(false, 0, 0, 0)]
    [InlineData(false, 5, 0, 6)]
    [InlineData(true, 5, 5)]
    [InlineData(true, 5, 0, 5)]
    [InlineData(true, 0, 5, 5)]
    public void Guard_KnowsAPageByWhatTheServerSentFirst(bool isRepeated, params int[] firstElements)
    {
        var guard = new EndlessWalkGuard(Endpoint, new PageNumber(0));
        EnergyPayloadException? last = null;
        for (var i = 0; i < firstElements.Length; i++)
        {
            Assert.Null(last);
            last = guard.SeePage(new PageNumber(i), new PageNumber(i + 1), 0, (ulong)firstElements[i], PageResponse.None);
        }

        Assert.Equal(isRepeated, last is not null);
        Assert.True(last is null || last.Message.Contains("same page twice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SamePageTwice_OfManyBatches_HandsOutNothingOfTheCopy_AndNothingLater()
    {
        await using var walk = new ScriptedSource(1, ["a", "b", "c"], ["a", "b", "c"]).List().GetAsyncEnumerator();
        foreach (var letter in "abc")
        {
            Assert.True(await walk.MoveNextAsync());
            Assert.Equal(letter.ToString(), walk.Current);
        }

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await walk.MoveNextAsync());
        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await walk.MoveNextAsync());
    }

    // The second page begins with the item that a later batch of the first one began with.
    [Fact]
    public async Task Page_ThatBeginsWithAnItemOfTheMiddleOfTheOneBefore_IsNoRepeatedPage() =>
        Assert.Equal("abbc", string.Concat(await new ScriptedSource(1, ["a", "b"], ["b", "c"]).List().ToListAsync()));

    [Fact]
    public async Task Walk_WhoseServerChangedAndChangedBack_GoesOnWhereItWas()
    {
        var source = new ScriptedSource(2, ["a", "b", "c", "d", "e"]);
        source.BeforeBatch = (opening, _, batch) =>
        {
            if (opening == 1 && batch == 2)
            {
                source.Replace(0, "a", "x", "c", "d", "e");
                throw ScriptedSource.Cut();
            }
        };
        await using var walk = source.List().GetAsyncEnumerator();
        for (var i = 0; i < 4; i++)
        {
            Assert.True(await walk.MoveNextAsync());
        }

        await Assert.ThrowsAsync<EnergyPayloadException>(async () => await walk.MoveNextAsync());
        source.Replace(0, "a", "b", "c", "d", "e");

        Assert.True(await walk.MoveNextAsync());
        Assert.Equal("e", walk.Current);
        Assert.False(await walk.MoveNextAsync());
    }

    [Fact]
    public async Task GetToken_OfTheItemOfTheLastPage_IsRefusedOnTheNextPage()
    {
        var passed = await new ScriptedSource(["a"], ["b"], ["c"]).List().WithTokens().ToListAsync();

        Assert.Throws<InvalidOperationException>(() => passed[0].GetToken());
        Assert.Throws<InvalidOperationException>(() => passed[1].GetToken());
        Assert.NotNull(passed[2].GetToken());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_BeforeAnEmptyWalk_IsStillSeen(bool asPages)
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var list = new ScriptedSource(Array.Empty<string[]>()).List(stop.Token);

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            _ = asPages ? (object)await list.AsPages().ToListAsync(default(CancellationToken)) : await list.ToListAsync(default(CancellationToken)));
        Assert.Equal(stop.Token, failure.CancellationToken);
    }

    [Fact]
    public async Task Cancellation_BetweenEmptyPages_StopsTheWalkThoughTheSourceDoesNotLook()
    {
        using var stop = new CancellationTokenSource();
        var source = new Deaf(stop);

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await new Paged<string>(source, stop.Token).ToListAsync(default(CancellationToken)));

        Assert.Equal(3, source.Opened);
    }

    [Fact]
    public async Task AsPages_OfAListThatStartsAtAToken_StartsThere_UnlessItIsGivenAnother()
    {
        static Paged<string> Make() => new ScriptedSource(["a"], ["b"], ["c"]).List();
        var pages = await Make().AsPages().ToListAsync();
        var fromB = Make().StartingAt(pages[0].Next!);

        Assert.Equal(["b", "c"], (await fromB.AsPages().ToListAsync()).SelectMany(static p => p.Items));
        Assert.Equal(["c"], (await fromB.AsPages(pages[1].Next).ToListAsync()).SelectMany(static p => p.Items));
    }

    [Fact]
    public async Task Overflow_IsTheTokensFaultOnlyOnTheFirstPageOfAWalkFromAToken()
    {
        var source = new ScriptedSource(["a"], ["b"], ["c"]);
        var token = (await source.List().AsPages().FirstAsync()).Next!;

        source.BeforeOpen = static (_, _) => throw new OverflowException();
        await Assert.ThrowsAsync<OverflowException>(async () => await source.List().ToListAsync());
        await Assert.ThrowsAsync<ArgumentException>(async () => await source.List().StartingAt(token).ToListAsync());

        source.BeforeOpen = static (_, page) => _ = page == 2 ? throw new OverflowException() : 0;
        await Assert.ThrowsAsync<OverflowException>(async () => await source.List().StartingAt(token).ToListAsync());
    }

    [Theory]
    [InlineData(typeof(FormatException))]
    [InlineData(typeof(OverflowException))]
    [InlineData(typeof(ArgumentOutOfRangeException))]
    public void Token_WhosePlaceMakesTheSourceThrow_IsNoPlaceOfTheQuery(Type thrown)
    {
        var source = new Deaf(null) { Thrown = (Exception)Activator.CreateInstance(thrown)! };

        var failure = Assert.Throws<ArgumentException>("token", () => new Paged<string>(source).StartingAt(PageToken.At(source.Identity, "x")));

        Assert.Same(source.Thrown, failure.InnerException);
    }

    [Fact]
    public async Task FromPages_OfNone_IsEmpty_AndRefusesPlacesThatItDoesNotHave()
    {
        Assert.Empty(await Paged<string>.FromPages().ToListAsync());
        var two = Paged<string>.FromPages(new Page<string>(["a"], null), new Page<string>(["b"], null));

        Assert.Equal(["b"], await two.StartingAt(PageToken.At(two.Source.Identity, "1")).ToListAsync());
        foreach (var place in new[] { "2", "x", "-1" })
        {
            Assert.Throws<ArgumentException>("token", () => two.StartingAt(PageToken.At(two.Source.Identity, place)));
        }
    }

    [Fact]
    public void Positions_AreReadBackAndNothingElseIs()
    {
        Assert.True(OnlyPage.TryParse(OnlyPage.Instance.ToText(), out var only) && only == OnlyPage.Instance);
        Assert.False(OnlyPage.TryParse("none", out _));
        Assert.True(PageNumber.TryParse("2147483646", out var number) && number == new PageNumber(int.MaxValue - 1));
        Assert.False(PageNumber.TryParse("2147483647", out _));
        var at = new PageInstant(Instant.FromUtc(2024, 3, 1, 12, 30) + Duration.FromNanoseconds(1));
        Assert.True(PageInstant.TryParse(at.ToText(), out var instant) && instant == at);
        Assert.False(PageInstant.TryParse("noon", out _));
    }

    [Fact]
    public void OperatorState_ReachesFromTheFirstInstantToTheLast()
    {
        foreach (var state in new[] { new OperatorState(Instant.MinValue, -3, -0.5), new OperatorState(Instant.MaxValue, long.MaxValue, double.NaN), default })
        {
            Assert.True(OperatorState.TryParse(state.ToText(), out var again));
            Assert.Equal(state, again);
        }

        var last = (Instant.MaxValue - NodaConstants.UnixEpoch).ToBigIntegerNanoseconds();
        var first = (Instant.MinValue - NodaConstants.UnixEpoch).ToBigIntegerNanoseconds();
        foreach (var text in new[] { $"{last + BigInteger.One}:0:0", $"{first - BigInteger.One}:0:0", "x:0:0", ":x:0", ":0:x", ":0", ":0:0:0", "" })
        {
            Assert.False(OperatorState.TryParse(text, out _), text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.x")]
    [InlineData(".0.x")]
    [InlineData("x.0.y")]
    [InlineData("0.x.y")]
    public void Place_ThatWasChanged_IsRefused(string place) => Assert.Throws<ArgumentException>(() => PageToken.AtPlace(42, place));

    [Fact]
    public void Tokens_AreEqualWhereAllOfTheirPartsAre()
    {
        var token = PageToken.At(1, "p", 2, 3);

        Assert.Equal(token, PageToken.At(1, "p", 2, 3));
        Assert.NotEqual(token, PageToken.At(9, "p", 2, 3));
        Assert.NotEqual(token, PageToken.At(1, "q", 2, 3));
        Assert.NotEqual(token, PageToken.At(1, "p", 9, 3));
        Assert.NotEqual(token, PageToken.At(1, "p", 2, 9));
        Assert.False(token.Equals(null));
        Assert.False(PageToken.TryParse(null, out _));
    }

    [Fact]
    public void Null_IsRefusedAtTheCallByItsName()
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        var converter = new PageTokenJsonConverter();

        Assert.Throws<ArgumentNullException>("source", () => new Paged<string>(null!));
        Assert.Throws<ArgumentNullException>("pages", () => Paged<string>.FromPages(null!));
        Assert.Throws<ArgumentNullException>("items", () => Paged<string>.FromItems(null!));
        Assert.Throws<ArgumentNullException>("token", () => Paged<string>.FromItems("a").StartingAt(null!));
        Assert.Throws<ArgumentNullException>("text", () => PageToken.Parse(null!));
        Assert.Throws<ArgumentNullException>("writer", () => converter.Write(null!, PageToken.At(1, "p"), JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("value", () => converter.Write(writer, null!, JsonSerializerOptions.Default));
    }

    [Fact]
    public async Task Body_ThatIsAskedForAgain_IsCounted()
    {
        using var witness = new Witness();
        using var telemetry = new EnergyTelemetry("Energy.Clients.AgainTest", witness);

        await new ScriptedSource(["a"]) { Telemetry = telemetry, BeforeBatch = ScriptedSource.CutWhen(static (opening, _, _) => opening <= 2) }.List().ToListAsync();

        Assert.Equal(2, witness.Measurements.Count(static m => m is { Meter: "Energy.Clients.AgainTest", Instrument: "energy_clients.retries", Value: 1 }));
        Assert.Equal(2, witness.Lines.Count(static l => l.Contains("CutOff", StringComparison.Ordinal)));
    }

    /// <summary>Empty pages for ever, of a source that looks at no token; the third one stops the walk.</summary>
    private sealed class Deaf(CancellationTokenSource? stop) : PageSource<string>
    {
        public int Opened { get; private set; }

        public Exception? Thrown { get; init; }

        public override EnergyEndpoint Endpoint { get; } = new EnergyPath("deaf").Get("Test.Deaf.List");

        public override string Query => "";

        public override PagingContext Context => PagingContext.InMemory;

        public override PagePosition? FirstPosition() => new PageNumber(0);

        public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) =>
            Thrown is null ? PageNumber.TryParse(text, out position) : throw Thrown;

        public override ValueTask<PageBody<string>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
        {
            if (++Opened == 3)
            {
                stop?.Cancel();
            }

            return new(new BufferedPageBody<string>([], 0, ((PageNumber)request.Position).Next, PageResponse.None));
        }

        public override ulong Fingerprint(string item) => StableHash.Of(Encoding.UTF8.GetBytes(item));
    }
}
