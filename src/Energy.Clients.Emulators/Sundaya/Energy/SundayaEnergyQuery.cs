namespace Energy.Clients.Emulators;

/// <summary>What part of the cube was asked for, resolved as the server resolves it.</summary>
/// <param name="Energy">The energy type.</param>
/// <param name="Span">The periods.</param>
/// <param name="Site">The site, as text.</param>
internal sealed record SundayaEnergyQuery(string Energy, EnergyPeriod Span, string Site)
{
    internal const string DefaultSite = "999";

    private static readonly string[] All = ["harvest", "store.in", "store.out", "yield", "sell", "buy"];

    /// <summary>The names of the data for an energy type, or <see langword="null"/> for one that there is not.</summary>
    internal static string[]? NamesOf(string energy) => energy switch
    {
        "hsy" => All,
        "harvest" => ["harvest"],
        "store" => ["store.in", "store.out"],
        "yield" => ["yield"],
        "buy" => ["sell", "buy"],
        _ => null,
    };
}
