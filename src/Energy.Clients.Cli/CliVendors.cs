using Energy.Clients.Cli.Stem;

namespace Energy.Clients.Cli;

/// <summary>The vendors that the tool knows.</summary>
internal static class CliVendors
{
    public static IReadOnlyList<ICliVendor> All { get; } = [new StemCliVendor()];
}
