using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The products that are installed at every site, and the filter of the corrected server.</summary>
internal static class SundayaProducts
{
    private static readonly (string Flow, string Category, string Subcategory, string Type)[] Installed =
    [
        ("harvest", "Components", "Harvest", "PV Solar Panel"),
        ("store.in", "Components", "Replacing", "Home Battery"),
        ("store.out", "Components", "Replacing", "Home Battery"),
        ("yield", "Components", "Saving & Yield", "LED Lighting"),
        ("sell", "Components", "Counting", "Electricity Meter"),
        ("buy", "Components", "Counting", "Electricity Meter"),
    ];

    /// <summary>The names whose product is named by any of the items; all when there is no list of items.</summary>
    internal static string[] Filter(string[] names, JsonObject? body) => body?["productCatalogItems"] is JsonArray { Count: > 0 } items
        ? Array.FindAll(names, n => items.OfType<JsonObject>().Any(i => Covers(i, Array.Find(Installed, p => p.Flow == n))))
        : names;

    // A part that the item does not name means all.
    private static bool Covers(JsonObject item, (string Flow, string Category, string Subcategory, string Type) product) =>
        Fits(item["productCategory"], product.Category) && Fits(item["productSubcategory"], product.Subcategory) && Fits(item["productType"], product.Type);

    private static bool Fits(JsonNode? wanted, string given) => wanted is null || SundayaJson.AsText(wanted) == given;
}
