namespace Energy.Clients.Stem;

/// <summary>Names of derived streams as text, as configuration files of meter data systems write them.</summary>
public static class StemDerivedStreams
{
    private static readonly Dictionary<string, StemDerivedStream> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["charge"] = StemDerivedStream.Charge,
        ["discharge"] = StemDerivedStream.Discharge,
        ["synthetic building load"] = StemDerivedStream.BuildingLoad,
    };

    /// <summary>Reads a name: <c>charge</c>, <c>discharge</c> or <c>synthetic building load</c>; any case, spaces or underscores between the words, one for one.</summary>
    /// <param name="text">The name; nothing is trimmed.</param>
    /// <returns>The derived stream.</returns>
    /// <exception cref="FormatException">The text is none of them.</exception>
    public static StemDerivedStream Parse(string text) => TryParse(text, out var stream)
        ? stream
        : throw new FormatException($"'{text}' is not a derived stream of Stem: write 'charge', 'discharge' or 'synthetic building load'.");

    /// <summary>Reads a name, as <see cref="Parse"/> does.</summary>
    /// <param name="text">The name.</param>
    /// <param name="stream">The derived stream.</param>
    /// <returns>Whether the text is one of them.</returns>
    public static bool TryParse(string? text, out StemDerivedStream stream)
    {
        stream = default;
        return text is not null && Names.TryGetValue(text.Replace('_', ' '), out stream);
    }
}
