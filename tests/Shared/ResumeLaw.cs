namespace Energy.Clients.Tests;

/// <summary>
/// The law of <see cref="PageToken"/> as a contract that every list and every read has to meet: while the server's data stand still, going on from a token
/// yields exactly the items that were not yet yielded. Tokens are stored as text in between, as a process that was killed would find them.
/// </summary>
internal static class ResumeLaw
{
    /// <summary>Kills the walk after every page and behind every item, and goes on in a list made again.</summary>
    /// <param name="make">Makes the list, with the same arguments each time.</param>
    /// <param name="identity">What makes an item that item; the item itself when it has value equality.</param>
    /// <param name="mostItems">Kill behind at most this many items, spread over the walk, the first and the last among them.</param>
    /// <returns>All items, for further assertions.</returns>
    public static async Task<IReadOnlyList<T>> AssertAsync<T>(Func<Paged<T>> make, Func<T, object?>? identity = null, int mostItems = 40)
    {
        identity ??= static item => item;
        var all = await make().ToListAsync();
        var expected = all.ConvertAll(i => identity(i));
        await AssertPagesAsync(make, identity, expected);
        var step = Math.Max(1, all.Count / mostItems);
        for (var kill = 1; kill <= all.Count; kill = kill == all.Count ? kill + 1 : Math.Min(kill + step, all.Count))
        {
            Assert.Equal(expected[kill..], await RestAsync(make, identity, await TokenBehindAsync(make(), kill)));
        }

        return all;
    }

    /// <summary>Breaks the server in the middle of a walk, asserts that the error says where to go on, repairs the server and goes on.</summary>
    /// <param name="make">Makes the list.</param>
    /// <param name="breakServer">Makes the server fail at some later request, for good.</param>
    /// <param name="repairServer">Makes it whole again.</param>
    /// <param name="identity">What makes an item that item.</param>
    /// <returns>The failure and how many items came before it.</returns>
    public static async Task<(EnergyApiException Failure, int Before)> AssertAfterFailureAsync<T>(
        Func<Paged<T>> make, Action breakServer, Action repairServer, Func<T, object?>? identity = null)
    {
        identity ??= static item => item;
        var expected = (await make().ToListAsync()).ConvertAll(i => identity(i));

        breakServer();
        var before = new List<object?>();
        var failure = await Assert.ThrowsAnyAsync<EnergyApiException>(async () =>
        {
            await foreach (var item in make())
            {
                before.Add(identity(item));
            }
        });
        repairServer();
        Assert.NotNull(failure.ResumeFrom);
        Assert.Equal(expected, [.. before, .. await RestAsync(make, identity, failure.ResumeFrom)]);

        breakServer();
        before.Clear();
        var ofPages = await Assert.ThrowsAnyAsync<EnergyApiException>(async () =>
        {
            await foreach (var page in make().AsPages())
            {
                before.AddRange(page.Items.Select(identity));
            }
        });
        repairServer();
        Assert.NotNull(ofPages.ResumeFrom);
        Assert.Equal(expected, [.. before, .. await RestAsync(make, identity, ofPages.ResumeFrom)]);
        return (failure, before.Count);
    }

    private static async Task AssertPagesAsync<T>(Func<Paged<T>> make, Func<T, object?> identity, List<object?> expected)
    {
        var taken = 0;
        await foreach (var page in make().AsPages())
        {
            taken += page.Items.Count;
            if (page.Next is { } next)
            {
                Assert.Equal(expected[taken..], await RestAsync(make, identity, next));
            }
            else
            {
                Assert.Equal(expected.Count, taken);
            }
        }

        Assert.Equal(expected.Count, taken);
    }

    private static async Task<PageToken> TokenBehindAsync<T>(Paged<T> list, int count)
    {
        await foreach (var tracked in list.WithTokens())
        {
            if (--count == 0)
            {
                return tracked.GetToken();
            }
        }

        throw new InvalidOperationException("The list became shorter while it was walked.");
    }

    // Both ways to go on must agree: by items and by pages.
    private static async Task<List<object?>> RestAsync<T>(Func<Paged<T>> make, Func<T, object?> identity, PageToken token)
    {
        var stored = token.ToString();
        var items = (await make().StartingAt(PageToken.Parse(stored)).ToListAsync()).ConvertAll(i => identity(i));
        var paged = new List<object?>();
        await foreach (var page in make().AsPages(PageToken.Parse(stored)))
        {
            paged.AddRange(page.Items.Select(identity));
        }

        Assert.Equal(items, paged);
        return items;
    }
}
