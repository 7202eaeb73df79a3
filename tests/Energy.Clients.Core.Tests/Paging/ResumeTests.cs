using FsCheck;
using FsCheck.Fluent;

namespace Energy.Clients.Tests.Paging;

public class ResumeTests
{
    private static readonly string[][] Letters = [["a", "b", "c", "d", "e"], ["f", "g"], [], ["h", "i", "j", "k"], ["l"]];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public async Task Resume_AfterEveryPageAndItem_YieldsTheRest(int batch)
    {
        var all = await ResumeLaw.AssertAsync(() => new ScriptedSource(batch, Letters).List());

        Assert.Equal("abcdefghijkl", string.Concat(all));
    }

    [Fact]
    public void Resume_OfAnyListCutAnywhere_YieldsTheTail()
    {
        var property = Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt Batch, NonNegativeInt[] Sizes, NonNegativeInt Kill, NonNegativeInt CutPage, NonNegativeInt CutBatch)>(),
            input =>
            {
                var item = 0;
                var pages = input.Sizes.Take(6).Select(s => Enumerable.Range(0, s.Get % 9).Select(_ => "i" + item++).ToArray()).ToArray();
                var all = pages.SelectMany(p => p).ToArray();
                ScriptedSource Make()
                {
                    var cut = false;
                    return new ScriptedSource(input.Batch.Get, pages)
                    {
                        BeforeBatch = (_, page, batch) =>
                        {
                            if (!cut && page == input.CutPage.Get % 6 && batch == input.CutBatch.Get % 4)
                            {
                                cut = true;
                                throw ScriptedSource.Cut();
                            }
                        },
                    };
                }

                Assert.Equal(all, Make().List().ToListAsync().AsTask().GetAwaiter().GetResult());
                if (all.Length > 0)
                {
                    var kill = input.Kill.Get % all.Length;
                    var token = TokenAt(Make().List(), kill).GetAwaiter().GetResult();
                    Assert.Equal(all[(kill + 1)..], Make().List().StartingAt(token).ToListAsync().AsTask().GetAwaiter().GetResult());
                }
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), property);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public async Task Body_CutAtAnyBatch_IsAskedForAgainWithoutLossOrDoubling(int batchSize)
    {
        for (var cutPage = 0; cutPage < Letters.Length; cutPage++)
        {
            for (var cutBatch = 0; cutBatch <= 5; cutBatch++)
            {
                var source = new ScriptedSource(batchSize, Letters);
                var cuts = 0;
                source.BeforeBatch = (_, page, batch) =>
                {
                    // Twice on the same page: the second time while, or after, what was handed out is being skipped.
                    if (page == cutPage && batch == cutBatch && cuts++ < 2)
                    {
                        throw ScriptedSource.Cut();
                    }
                };

                Assert.Equal("abcdefghijkl", string.Concat(await source.List().ToListAsync()));
                cuts = 0;
                Assert.Equal("abcdefghijkl", string.Concat(await source.List().AsPages().SelectMany(p => p.Items.ToAsyncEnumerable()).ToListAsync()));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Token_MadeAfterACutOnABatchEdge_CountsEverythingHandedOut(int batchSize)
    {
        for (var kill = 0; kill < 5; kill++)
        {
            for (var cutBatch = 0; cutBatch < 5; cutBatch++)
            {
                var source = new ScriptedSource(batchSize, Letters);
                var cut = false;
                source.BeforeBatch = (_, page, batch) =>
                {
                    if (!cut && page == 0 && batch == cutBatch)
                    {
                        cut = true;
                        throw ScriptedSource.Cut();
                    }
                };
                var token = await TokenAt(source.List(), kill);

                Assert.Equal("abcdefghijkl"[(kill + 1)..], string.Concat(await new ScriptedSource(batchSize, Letters).List().StartingAt(token).ToListAsync()));
            }
        }
    }

    [Fact]
    public async Task Failure_AtEveryBatchOfEveryPage_SaysWhereToGoOn()
    {
        for (var cutPage = 0; cutPage < Letters.Length; cutPage++)
        {
            for (var cutBatch = 0; cutBatch <= Letters[cutPage].Length; cutBatch++)
            {
                var broken = false;
                Paged<string> Make() => new ScriptedSource(1, Letters)
                {
                    BeforeBatch = (_, page, batch) =>
                    {
                        if (broken && page == cutPage && batch == cutBatch)
                        {
                            throw ScriptedSource.Cut();
                        }
                    },
                }.List();

                await ResumeLaw.AssertAfterFailureAsync(Make, () => broken = true, () => broken = false);
            }
        }
    }

    [Fact]
    public async Task Failure_WhileWhatWasHandedOutIsPassedOver_LeadsBehindAllOfIt()
    {
        for (var handedOut = 1; handedOut < 4; handedOut++)
        {
            for (var passed = 0; passed < handedOut; passed++)
            {
                // Cut once behind what is handed out, and for good while that is passed over.
                var source = new ScriptedSource(1, ["a", "b", "c", "d"], ["e"])
                {
                    Retries = 1,
                    BeforeBatch = ScriptedSource.CutWhen((opening, _, batch) => opening == 1 ? batch == handedOut : batch == passed),
                };
                var taken = new List<string>();
                var failure = await Assert.ThrowsAsync<EnergyTransportException>(async () =>
                {
                    await foreach (var letter in source.List())
                    {
                        taken.Add(letter);
                    }
                });

                Assert.Equal("abcde"[..handedOut], string.Concat(taken));
                var rest = new ScriptedSource(1, ["a", "b", "c", "d"], ["e"]).List().StartingAt(PageToken.Parse(failure.ResumeFrom!.ToString()));
                Assert.Equal("abcde"[handedOut..], string.Concat(await rest.ToListAsync()));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_ThatStandsStill_IsAskedForAgain_AndNoOtherLimit(bool isOfBody)
    {
        var source = new ScriptedSource(1, ["a", "b", "c"])
        {
            BeforeBatch = (opening, _, batch) =>
            {
                if (opening == 1 && batch == 1)
                {
                    throw new EnergyTransportException(TransportFailure.TimedOut, "too slow") { IsOfBody = isOfBody };
                }
            },
        };

        if (isOfBody)
        {
            Assert.Equal("abc", string.Concat(await source.List().ToListAsync()));
            Assert.Equal(2, source.Opened.Count);
        }
        else
        {
            await Assert.ThrowsAsync<EnergyTransportException>(async () => await source.List().ToListAsync());
        }
    }

    [Fact]
    public async Task Failure_WhileAPageIsOpened_SaysWhereToGoOn()
    {
        var broken = false;
        Paged<string> Make() => new ScriptedSource(2, Letters)
        {
            BeforeOpen = (_, page) =>
            {
                if (broken && page == 3)
                {
                    throw new EnergyResponseException("refused");
                }
            },
        }.List();

        var (failure, before) = await ResumeLaw.AssertAfterFailureAsync(Make, () => broken = true, () => broken = false);

        Assert.IsType<EnergyResponseException>(failure);
        Assert.Equal(7, before);
    }

    [Fact]
    public async Task Failure_OfAResumedWalkBeforeItsFirstItem_KeepsThePlaceOfTheToken()
    {
        var token = await TokenAt(new ScriptedSource(2, Letters).List(), 2);
        var source = new ScriptedSource(2, Letters) { BeforeBatch = ScriptedSource.CutWhen(static (_, _, batch) => batch == 1) };

        var failure = await Assert.ThrowsAsync<EnergyTransportException>(async () => await source.List().StartingAt(token).ToListAsync());

        Assert.Equal(token, failure.ResumeFrom);
    }

    [Fact]
    public async Task Failure_IsFollowedByAnotherTryOfTheSameWalk_WhenMoveNextIsCalledAgain()
    {
        var broken = true;
        var source = new ScriptedSource(2, Letters) { BeforeBatch = ScriptedSource.CutWhen((_, page, batch) => broken && page == 0 && batch == 1) };
        await using var walk = source.List().GetAsyncEnumerator();
        Assert.True(await walk.MoveNextAsync());
        Assert.True(await walk.MoveNextAsync());

        await Assert.ThrowsAsync<EnergyTransportException>(async () => await walk.MoveNextAsync());
        broken = false;

        Assert.True(await walk.MoveNextAsync());
        Assert.Equal("c", walk.Current);
    }

    [Fact]
    public async Task Retries_OfAPage_AreLimitedAndBeginAnewForTheNextPage()
    {
        var source = new ScriptedSource(64, ["a"], ["b"]) { BeforeBatch = ScriptedSource.CutWhen(static (opening, _, _) => opening is 1 or 2 or 3 or 5 or 6 or 7) };
        Assert.Equal("ab", string.Concat(await source.List().ToListAsync()));

        var never = new ScriptedSource(64, ["a"]) { BeforeBatch = static (_, _, _) => throw ScriptedSource.Cut() };
        await Assert.ThrowsAsync<EnergyTransportException>(async () => await never.List().ToListAsync());
        Assert.Equal(4, never.Opened.Count);
        Assert.Equal(4, never.Disposed);
    }

    [Fact]
    public async Task Skipping_OverOtherItemsThanWereHandedOut_IsRefused()
    {
        var token = await TokenAt(new ScriptedSource(2, Letters).List(), 2);
        var moved = new ScriptedSource(2, Letters);
        moved.Replace(0, "a", "x", "c", "d", "e");

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await moved.List().StartingAt(token).ToListAsync());

        Assert.Contains("no longer those", failure.Message, StringComparison.Ordinal);
        Assert.Equal(token, failure.ResumeFrom);
    }

    [Fact]
    public async Task Skipping_OverAPageThatBecameShorter_IsRefused()
    {
        var token = await TokenAt(new ScriptedSource(2, Letters).List(), 3);
        var moved = new ScriptedSource(2, Letters);
        moved.Replace(0, "a", "b");

        var failure = await Assert.ThrowsAsync<EnergyPayloadException>(async () => await moved.List().StartingAt(token).ToListAsync());

        Assert.Contains("now has 2 items", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_AfterTheLoopWasLeft_StillGoesOnBehindTheItem()
    {
        Tracked<string> last = default;
        await foreach (var tracked in new ScriptedSource(3, Letters).List().WithTokens())
        {
            last = tracked;
            if (tracked.Item == "d")
            {
                break;
            }
        }

        Assert.Equal("efghijkl", string.Concat(await new ScriptedSource(3, Letters).List().StartingAt(last.GetToken()).ToListAsync()));
    }

    [Fact]
    public async Task GetToken_OfTheLastItem_LeavesNothing()
    {
        Tracked<string> last = default;
        await foreach (var tracked in new ScriptedSource(3, Letters).List().WithTokens())
        {
            last = tracked;
        }

        Assert.Empty(await new ScriptedSource(3, Letters).List().StartingAt(last.GetToken()).ToListAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task GetToken_OfAnItemThatWasPassed_IsRefused(int batch)
    {
        await foreach (var (first, second) in Pairs(new ScriptedSource(batch, Letters).List().WithTokens()))
        {
            var failure = Assert.Throws<InvalidOperationException>(() => first.GetToken());
            Assert.Contains("gone on", failure.Message, StringComparison.Ordinal);
            Assert.NotNull(second.GetToken());
        }
    }

    [Fact]
    public void Token_OfAnotherQuery_IsRefusedAtTheCall()
    {
        var token = PageToken.At(new ScriptedSource(["a"]) { QueryText = "other" }.Identity, "0");
        var list = new ScriptedSource(["a"]).List();

        Assert.Contains("another query", Assert.Throws<ArgumentException>(() => list.StartingAt(token)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => list.AsPages(token));
    }

    private static async Task<PageToken> TokenAt(Paged<string> list, int index)
    {
        await foreach (var (i, tracked) in list.WithTokens().Index())
        {
            if (i == index)
            {
                return PageToken.Parse(tracked.GetToken().ToString());
            }
        }

        throw new InvalidOperationException("The list is shorter.");
    }

    private static async IAsyncEnumerable<(Tracked<string> First, Tracked<string> Second)> Pairs(IAsyncEnumerable<Tracked<string>> items)
    {
        Tracked<string>? before = null;
        await foreach (var item in items)
        {
            if (before is { } first)
            {
                yield return (first, item);
            }

            before = item;
        }
    }

    [Fact]
    public async Task Token_WhosePlaceLeadsOffTheCalendar_IsRefusedAsNoPlaceOfTheQuery()
    {
        var source = new ScriptedSource(["a", "b"], ["c"]);
        PageToken? token = null;
        await foreach (var page in source.List().AsPages())
        {
            token ??= page.Next;
        }

        source.BeforeOpen = (_, page) => _ = checked(int.MaxValue + page);

        var failure = await Assert.ThrowsAsync<ArgumentException>(async () => await source.List().StartingAt(token!).ToListAsync());
        Assert.Contains("does not hold a place", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OverflowException>(async () => await source.List().AsPages().ToListAsync());
    }
}
