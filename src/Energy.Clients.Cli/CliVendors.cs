using Energy.Clients.Cli.FlexMeasures;
using Energy.Clients.Cli.IOTile;
using Energy.Clients.Cli.OpenCec;
using Energy.Clients.Cli.Stem;
using Energy.Clients.Cli.Sundaya;

namespace Energy.Clients.Cli;

/// <summary>The vendors that the tool knows.</summary>
internal static class CliVendors
{
    public static IReadOnlyList<ICliVendor> All { get; } =
    [
        new StemCliVendor(),
        new SundayaCliVendor(),
        new OpenCecCliVendor(),
        new IOTileCliVendor(),
        new FlexMeasuresCliVendor(),
    ];
}
