using Energy.Clients.Docs.Tests.Snippets.Recipes;
using Energy.Clients.Emulators;

namespace Energy.Clients.Docs.Tests.Recipes;

/// <summary>docs/coming-from-python.md, run.</summary>
public sealed class PythonTests
{
    [Fact]
    public async Task IOTile_AsInPython_NamesTheProjectsAndAHundredRows()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.IOTile));
        var lines = new List<string>();

        await PythonSnippets.ReadIOTileAsync(vendors.IOTile.BaseAddress, vendors.IOTile.UserName, vendors.IOTile.Password, lines.Add);

        Assert.Equal(100, lines.Count(static line => line.Contains("Z: ", StringComparison.Ordinal)));
        Assert.NotEmpty(lines.TakeWhile(static line => !line.Contains("Z: ", StringComparison.Ordinal)));
        Assert.Equal("/api/v1/auth/logout/", vendors.IOTile.Requests.Last!.Path);
    }

    [Fact]
    public async Task FlexMeasures_AsInPython_ReadsAnHourInTheSensorsOwnSlots()
    {
        await using var vendors = await EnergyEmulators.StartAsync(static o => o.Only(o.FlexMeasures));
        var lines = new List<string>();

        await PythonSnippets.ReadFlexMeasuresAsync(vendors.FlexMeasures.BaseAddress, vendors.FlexMeasures.Email, vendors.FlexMeasures.Password, lines.Add);

        Assert.Equal(12, lines.Count); // of five minutes
    }
}
