using NodaTime;
using RichardSzalay.MockHttp;

namespace Energy.Clients.OpenCec.Tests.Admin;

/// <summary>What the server could not keep is refused before anything is sent.</summary>
public sealed class BadInputTests
{
    private static readonly LocalDate Early = new(2024, 1, 1);
    private static readonly LocalDate Late = new(2025, 1, 1);

    public static TheoryData<string, Func<OpenCecClient, Task>> Refused => new()
    {
        { "too long in code points", c => c.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = string.Concat(Enumerable.Repeat("🔋", 256)), Model = "m" }) },
        { "too long name", c => c.Admin.EntityTypes.CreateAsync(new() { Name = new string('n', 51), Description = "d" }) },
        { "too long in an update", c => c.Admin.DeviceClasses.UpdateAsync(1, new() { Name = new string('n', 101) }) },
        { "NUL", c => c.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = "a\0b", Model = "m" }) },
        { "half a pair", c => c.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = "a\ud83d", Model = "m" }) },
        { "null", c => c.Admin.AttributeValues.UpdateAsync(1, new() { AttributeValue = null! }) },
        { "unknown status", c => c.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = "a", Model = "m", Status = new OpenCecListingStatus("Active") }) },
        { "unknown type", c => c.Admin.AttributeDefinitions.CreateAsync(new() { DeviceClassId = 1, AttributeName = "a", AttributeType = new OpenCecAttributeType("integer") }) },
        { "dates out of order", c => c.Admin.Certificates.CreateAsync(new() { ListingId = 1, Expiry = Early, CertificationDate = Late, CertifyingBody = "b" }) },
        { "dates out of order in an update", c => c.Admin.Certificates.UpdateAsync(1, new() { Expiry = Early, CertificationDate = Late }) },
        { "no listing", c => c.Admin.Certificates.CreateAsync(new() { Expiry = Late, CertificationDate = Early, CertifyingBody = "b" }) },
        { "non-ASCII key", c => c.Admin.Keys.CreateAsync("schlüssel", "d") },
        { "no hash", c => c.Admin.Keys.CreateAsync(new OpenCecNewKey { Value = "clear-text-key", Description = "d" }) },
        { "no hash in an update", c => c.Admin.Keys.UpdateAsync(1, new() { Value = "abcdefghijklm\n" }) },
        { "NUL in a filter", c => c.Listings.ListAsync(new() { Manufacturer = "a\0b" }).ToListAsync().AsTask() },
        { "a class twice", c => c.Admin.CreateListingAsync(WritingTests.Whole() with { Classes = [new() { DeviceClassId = 1 }, new() { DeviceClassId = 1 }] }) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Write_BadInput_IsRefusedBeforeSending(string what, Func<OpenCecClient, Task> write)
    {
        using var mock = new MockHttpMessageHandler();
        var sent = 0;
        mock.When("*").Respond(_ =>
        {
            sent++;
            return OpenCecFixture.Failure();
        });
        using var client = OpenCecFixture.Mocked(mock);
        var refusal = await Record.ExceptionAsync(() => write(client));
        Assert.True(refusal is ArgumentException, $"{what}: {refusal}");
        Assert.Equal(0, sent);
        Assert.DoesNotContain("schlüssel", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("clear-text-key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_LimitsInCodePointsAndAllowedOddities_AreSent()
    {
        await using var cec = await OpenCecFixture.StartAsync();
        var wide = string.Concat(Enumerable.Repeat("🔋", 255));
        Assert.Equal(wide, (await cec.Client.Admin.Listings.CreateAsync(new() { EntityTypeId = 1, Manufacturer = wide, Model = "" })).Manufacturer);
        var old = await cec.Client.Admin.Certificates.CreateAsync(
            new() { ListingId = 1, Expiry = Early, CertificationDate = Late, CertifyingBody = "b", AllowDatesOutOfOrder = true });
        Assert.False(old.IsValidOn(Early));
    }

    [Theory]
    [InlineData("schlüssel")]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData(null)]
    public void Options_KeyThatAHeaderCannotCarry_IsRefused(string? key)
    {
        var refusal =
            Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() =>
                new OpenCecClient(new OpenCecClientOptions { BaseAddress = new Uri("https://cec.example.test"), ApiKey = key }));
        Assert.Contains("ApiKey", refusal.Message, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(key) || !refusal.Message.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_UnknownZoneOrOverlongKey_IsRefused()
    {
        var options = new OpenCecClientOptions { BaseAddress = new Uri("https://cec.example.test"), ApiKey = new string('k', 4097), DatabaseTimeZone = "Mars/Olympus" };
        var refusal = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => new OpenCecClient(options));
        Assert.Contains("DatabaseTimeZone", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("4096", refusal.Message, StringComparison.Ordinal);
    }
}
