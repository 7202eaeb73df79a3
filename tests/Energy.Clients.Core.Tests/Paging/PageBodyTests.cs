using System.Net;
using Energy.Clients.Tests.Series.Operators;
using NodaTime;
using static Energy.Clients.Tests.Series.Operators.Given;

namespace Energy.Clients.Tests.Paging;

/// <summary>Pages that are read as a whole, before and behind the moment at which they are read; and how many requests a walk still takes.</summary>
public class PageBodyTests
{
    private static readonly PageResponse Answer = PageResponse.None with { Status = HttpStatusCode.OK, RequestId = "r-1" };

    [Fact]
    public async Task Deferred_IsAskedForOnceWhenItIsFirstRead()
    {
        var asked = 0;
        var covers = new Interval(At(0), At(60));
        await using var body = new DeferredPageBody<string>(_ => Task.FromResult(Load(++asked, "a", "b")), new PageNumber(7), covers);
        Assert.Equal((0, 0, PageResponse.None), (asked, body.Count, body.Response));
        Assert.Empty(body.Items);

        Assert.True(await body.ReadAsync(default));
        Assert.Equal(["a", "b"], body.Items[..body.Count]);
        Assert.Equal((Answer, new PageNumber(7), covers), (body.Response, body.Next, body.Covers));

        Assert.False(await body.ReadAsync(default));
        Assert.Equal((1, 0), (asked, body.Count));
    }

    [Fact]
    public async Task Deferred_ThatFailed_IsAskedForAgain()
    {
        var asked = 0;
        await using var body = new DeferredPageBody<string>(_ => ++asked == 1 ? throw ScriptedSource.Cut() : Task.FromResult(Load(asked, "a")), null);

        await Assert.ThrowsAsync<EnergyTransportException>(async () => await body.ReadAsync(default));

        Assert.True(await body.ReadAsync(default));
        Assert.Equal((2, 1), (asked, body.Count));
    }

    [Fact]
    public async Task Deferred_ThatIsClosed_HasGivenItsRowsBack()
    {
        var page = Load(1, "a");
        var body = new DeferredPageBody<string>(_ => Task.FromResult(page), null);
        await body.ReadAsync(default);

        await body.DisposeAsync();

        Assert.Equal((0, 0), (body.Count, page.Rows.Count));
        await new DeferredPageBody<string>(_ => throw ScriptedSource.Cut(), null).DisposeAsync();
    }

    [Fact]
    public async Task Buffered_HasNoItemsBeforeItIsRead()
    {
        await using var body = new BufferedPageBody<string>(["a", "b", "of nobody"], 2, null, Answer);
        Assert.Equal(0, body.Count);

        Assert.True(await body.ReadAsync(default));
        Assert.Equal(2, body.Count);
        Assert.False(await body.ReadAsync(default));
    }

    [Fact]
    public async Task CountRequests_OfAChain_CountsThePagesThatAreLeftOfItsSource()
    {
        var pages = Quarters(1, 2, 3, 4, 5, 6).Chunk(2).Select(static p => new Page<Reading>(p, null)).ToArray();
        var chain = new ReadingSeries(new MemoryPageSource<Reading>(pages, "six"), Power).SkipMissing().Take(5);
        var tokens = await chain.WithTokens().Select(static t => t.GetToken()).ToListAsync();

        Assert.Equal(3, await chain.Source.CountRequestsAsync(null, default));
        Assert.Equal(3, await chain.Source.CountRequestsAsync(tokens[0], default));
        Assert.Equal(2, await chain.Source.CountRequestsAsync(tokens[2], default));
    }

    private static LoadedPage<string> Load(int number, params string[] items)
    {
        var rows = new RowBuffer<string>();
        foreach (var item in items)
        {
            rows.Add(item);
        }

        return new LoadedPage<string>(rows, Answer with { RequestId = "r-" + number });
    }
}
