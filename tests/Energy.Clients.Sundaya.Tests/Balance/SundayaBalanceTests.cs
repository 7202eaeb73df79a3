namespace Energy.Clients.Sundaya.Tests;

public class SundayaBalanceTests
{
    [Fact]
    public void Balance_OfFlowsThatBalance_IsZeroOverTheSignedValues()
    {
        var balance = new SundayaBalance { Harvest = 6, StoreOut = 1, Buy = 3, Yield = 7, StoreIn = 2, Sell = 1 };

        Assert.Equal((10, 10, 0), (balance.Sources, balance.Sinks, balance.Residual));
        Assert.Equal((-1, 2), (balance.NetStore, balance.NetBuy));
        Assert.Equal(0.3, balance.GridShare!.Value, 12);
        Assert.Equal(4.0 / 7, balance.SelfSufficiency!.Value, 12);
        Assert.Equal(0, SundayaFlow.All.Sum(balance.SignedValue), 12);
        Assert.Equal((6, -7, -2), (balance.SignedValue(SundayaFlow.Harvest), balance.SignedValue(SundayaFlow.Yield), balance.SignedValue(SundayaFlow.StoreIn)));
    }

    [Fact]
    public void Balance_OfNothing_HasNoShares()
    {
        Assert.Null(SundayaBalance.Zero.GridShare);
        Assert.Null(SundayaBalance.Zero.SelfSufficiency);
        Assert.Equal(SundayaBalance.Zero, SundayaBalance.Zero + SundayaBalance.Zero);
    }

    [Fact]
    public void SelfSufficiency_OfASiteThatBuysToCharge_IsNotBelowZero() =>
        Assert.Equal(0, new SundayaBalance { Buy = 5, Yield = 2, StoreIn = 3 }.SelfSufficiency);

    [Fact]
    public void Balance_AddedFlowByFlow_HoldsEach()
    {
        var sum = SundayaFlow.All.Select((flow, i) => (flow, i)).Aggregate(SundayaBalance.Zero, (b, x) => b.Add(x.flow, x.i + 1));

        Assert.Equal([1, 2, 3, 4, 5, 6], SundayaFlow.All.Select(flow => sum[flow]));
        Assert.Equal(sum, sum.Add(new SundayaFlow("steam"), 9));
    }
}
