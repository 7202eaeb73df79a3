using System.Runtime.CompilerServices;
using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.Tests.Http;

/// <summary>How long accounts are known. They are looked through when there are 256, and then whenever they have doubled: first one is let go of, and the next time it is
/// gone.</summary>
public class AccountsTests
{
    private static readonly Uri Server = new("https://energy.example.com/");

    private readonly ManualTimeProvider _clock = new();
    private readonly EnergyAccounts _accounts = new();

    [Fact]
    public void Accounts_ThatNobodyHoldsOrAskedFor_AreForgotten()
    {
        ViewOldThenNew(0);
        Assert.Equal(512, _accounts.Count);

        Views(512, 513);

        Assert.Equal(257, _accounts.Count);
    }

    [Fact]
    public void Accounts_ThatWereAskedForWithinAQuarterOfAnHour_AreKept()
    {
        Views(0, 256);
        _clock.Advance(EnergyAccounts.KeptUnused);
        Views(256, 512);
        Collector.Run();
        Views(512, 513);

        Assert.Equal(513, _accounts.Count);
    }

    [Fact]
    public void Account_ThatSomebodyHolds_StaysTheSame()
    {
        var held = View(0);
        ViewOldThenNew(1);
        Views(512, 513);

        Assert.Equal(258, _accounts.Count);
        Assert.Same(held, View(0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Account_WhoseBudgetIsNotQuiet_IsKeptWithIt(bool isResting)
    {
        Spend(isResting);
        ViewOldThenNew(1);
        Views(512, 513);

        Assert.Equal(258, _accounts.Count);
        var state = View(0).Budget.State;
        Assert.Equal(isResting, state.RestsUntil is not null);
        Assert.Equal(isResting ? 0 : 1, state.InFlight);
    }

    [Fact]
    public void Accounts_AreLookedThroughOnlyWhenTheyHaveDoubled()
    {
        Views(0, 255);
        _clock.Advance(EnergyAccounts.KeptUnused + Duration.FromTicks(1));

        // The 256th finds 255, and is too few to look; the 257th looks and lets go of all that are old; until there are 512 nobody looks again.
        Views(255, 257);
        Collector.Run();
        Views(257, 512);
        Assert.Equal(512, _accounts.Count);

        Views(512, 513);
        Assert.Equal(512 - 255 + 1, _accounts.Count);

        // 257 were left, so that the next look is at 514.
        _clock.Advance(EnergyAccounts.KeptUnused + Duration.FromTicks(1));
        Views(513, 513 + 200);
        Collector.Run();
        Views(513 + 200, 513 + 256);
        Assert.Equal(258 + 256, _accounts.Count);
    }

    private EnergyAccount View(int i) =>
        _accounts.Get(Server, EnergyCredential.FromProvider("tenant " + i, static _ => new("k")), () => new RateBudget(null, 1, _clock), _clock);

    // To 256, which nobody asks for any more, and to 512, at which the old ones were let go of.
    private void ViewOldThenNew(int from)
    {
        Views(from, 256);
        _clock.Advance(EnergyAccounts.KeptUnused + Duration.FromTicks(1));
        Views(256, 512);
        Collector.Run();
    }

    // In methods of their own, so that no frame holds an account while the collector runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Views(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            View(i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Spend(bool isResting)
    {
        var budget = View(0).Budget;
        if (isResting)
        {
            budget.RestUntil(Instant.FromDateTimeOffset(_clock.GetUtcNow()) + Duration.FromHours(1));
        }
        else
        {
            Assert.True(budget.EnterAsync(Duration.Zero, Duration.Zero, isReturning: false, default).AsTask().IsCompletedSuccessfully);
        }
    }
}
