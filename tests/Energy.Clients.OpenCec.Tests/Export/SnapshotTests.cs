using System.Text;

namespace Energy.Clients.OpenCec.Tests.Export;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Compare_AddedRemovedChanged_AreToldWithWhatChanged()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var before = await cec.Client.Listings.ListDetailsAsync().ToListAsync();
        await cec.Client.Admin.Listings.DeleteAsync(4);
        await cec.Client.Admin.Listings.UpdateAsync(1, new OpenCecListingUpdate { Status = OpenCecListingStatus.Expired });
        await cec.Client.Admin.AttributeValues.UpdateAsync(1, new() { AttributeValue = "10.4" });
        await cec.Client.Admin.Certificates.DeleteAsync(2);
        var added = await cec.Client.Admin.Listings.CreateAsync(new() { EntityTypeId = 2, Manufacturer = "New", Model = "One" });

        var changes = await OpenCecSnapshot.CompareAsync(before.ToAsyncEnumerable(), cec.Client.Listings.ListDetailsAsync()).ToListAsync();
        Assert.Equal(
            [(OpenCecChangeKind.Changed, 1, "status,attributes"), (OpenCecChangeKind.Changed, 3, "certificates"), (OpenCecChangeKind.Added, added.Id, ""), (OpenCecChangeKind.Removed, 4, "")],
            changes.OrderBy(c => c.Kind == OpenCecChangeKind.Changed ? c.ListingId : 100 + (int)c.Kind).Select(c => (c.Kind, c.ListingId, string.Join(',', c.Members))));
    }

    [Fact]
    public async Task Compare_SameContentInOtherOrder_IsNoChange()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var before = await cec.Client.Listings.ListDetailsAsync().ToListAsync();
        await cec.Client.Admin.Listings.UpdateAsync(2, new OpenCecListingUpdate { Status = OpenCecListingStatus.Expired });
        await cec.Client.Admin.Listings.UpdateAsync(2, new OpenCecListingUpdate { Status = OpenCecListingStatus.Active });
        Assert.Empty(await OpenCecSnapshot.CompareAsync(before.ToAsyncEnumerable(), cec.Client.Listings.ListDetailsAsync()).ToListAsync());
    }

    [Fact]
    public async Task ReadJsonLines_LineThatIsNoListing_NamesItsNumber()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("\n{\"listing\":{}}\n"));
        var bad = await Assert.ThrowsAsync<FormatException>(async () => await OpenCecSnapshot.ReadJsonLinesAsync(file).ToListAsync());
        Assert.Contains("Line 2", bad.Message, StringComparison.Ordinal);
    }
}
