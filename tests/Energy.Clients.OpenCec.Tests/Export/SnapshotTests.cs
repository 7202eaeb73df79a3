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
            [(OpenCecChangeKind.Changed, 1, "status,attributes"), (OpenCecChangeKind.Changed, 3, "certificates"), (OpenCecChangeKind.Added, added.Id, ""),
                (OpenCecChangeKind.Removed, 4, "")],
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

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("-5.5", "-5.5")]
    [InlineData("+1e3", "+1e3")]
    [InlineData("-Infinity", "'-Infinity")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("one\rline", "\"one\rline\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("Home = 10", "Home = 10")]
    public async Task Csv_AnyText_IsOneCellAndNoFormula(string text, string cell)
    {
        await using var cec = await OpenCecFixture.StartAsync(o => o.ExampleData = false);
        await cec.Client.Admin.EntityTypes.CreateAsync(new() { Name = "client", Description = "d" });
        await cec.Client.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = text, Model = "m" });
        using var csv = new StringWriter();

        Assert.Equal(1, await OpenCecSnapshot.WriteCsvAsync(cec.Client.Listings.ListDetailsAsync(), csv));

        Assert.StartsWith($"{string.Join(',', OpenCecSnapshot.CsvColumns)}\r\n1,1,{cell},m,active,", csv.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\r\n", csv.ToString(), StringComparison.Ordinal);
    }
}
