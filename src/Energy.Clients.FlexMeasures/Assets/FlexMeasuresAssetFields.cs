namespace Energy.Clients.FlexMeasures;

/// <summary>The fields of an asset that a list can be asked for.</summary>
public static class FlexMeasuresAssetFields
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "id", "name", "account_id", "owner", "latitude", "longitude", "generic_asset_type", "attributes", "parent_asset_id", "child_assets", "sensors", "sensors_to_show",
        "flex_context", "flex_model", "external_id", "description",
    ];

    /// <summary>Reads a list of fields as the server does: names between bars, empty ones left out.</summary>
    /// <param name="text">The text, such as <c>id|name</c>.</param>
    /// <returns>The names.</returns>
    /// <exception cref="FormatException">A name is not a field.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = text.Split('|', StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(fields, f => !All.Contains(f)) is { } unknown
            ? throw new FormatException($"'{unknown}' is not a field of an asset. The fields are {string.Join(", ", All)}.")
            : fields;
    }

    internal static string? Join(IReadOnlyList<string>? fields)
    {
        if (fields is { Count: 0 })
        {
            return null;
        }

        var chosen = fields ?? All;
        return chosen.FirstOrDefault(f => !All.Contains(f)) is { } unknown
            ? throw new ArgumentException($"'{unknown}' is not a field of an asset. The fields are {string.Join(", ", All)}.", nameof(fields))
            : string.Join('|', chosen);
    }
}
