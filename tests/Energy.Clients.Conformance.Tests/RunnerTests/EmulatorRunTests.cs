namespace Energy.Clients.Conformance.Tests;

public sealed class EmulatorRunTests
{
    private static readonly string[] Names = ["auth", "auth-jwt", "data", "device", "edge", "stream", "stream-data", "zone"];

    [Theory]
    [InlineData("1. in this order: auth, device, data (one run);\n2. stream-data, `stream`;\n3. zone (clock moved);\n4. edge.", "auth device data|stream-data stream|zone|edge")]
    [InlineData("### One run\nauth, auth-jwt, device,\ndata.\nThe stream has data after device, and data, device are no run.", "auth auth-jwt device data")]
    [InlineData("Files: `exchanges/device.json`, `exchanges/data.json`.", "device data")]
    [InlineData("What the world holds: users, devices, streams, data and events.", "")]
    public void Orders_OfAReadme_AreItsListsOfFiles(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', EmulatorRun.Orders(text, Names).Select(files => string.Join(' ', files))));
}
