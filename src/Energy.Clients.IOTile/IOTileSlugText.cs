namespace Energy.Clients.IOTile;

/// <summary>Brings slugs of any kind into the canonical text, before they are sent: the server does not fold case and answers short filters with nothing.</summary>
internal static class IOTileSlugText
{
    /// <summary>The canonical text of a slug.</summary>
    /// <param name="text">The slug as the caller wrote it.</param>
    /// <param name="kinds">The prefix letters that are allowed; null allows all.</param>
    /// <param name="parameter">The caller's parameter.</param>
    public static string Canonical(string text, string? kinds, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, parameter);
        var kind = text.Length > 3 && text.AsSpan(1).StartsWith("--") ? text[0] : '\0';
        if (kinds is not null && !kinds.Contains(kind, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{text}' is not a slug of the kind wanted here ({string.Join(", ", kinds.Select(k => k + "--"))}).", parameter);
        }

        try
        {
            return kind switch
            {
                'p' => ProjectSlug.Parse(text).ToString(),
                'd' => DeviceSlug.Parse(text).ToString(),
                'b' => BlockSlug.Parse(text).ToString(),
                'v' => VariableSlug.Parse(text).ToString(),
                's' => StreamSlug.Parse(text).ToString(),
                't' => StreamerSlug.Parse(text).ToString(),
                'g' => FleetSlug.Parse(text).ToString(),
                'a' => AliasSlug.Parse(text).ToString(),
                _ => throw new ArgumentException($"'{text}' is not a slug: it should begin with p--, d--, b--, v--, s--, t--, g-- or a--.", parameter),
            };
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"{e.Message} Nothing was sent.", parameter, e);
        }
    }
}
