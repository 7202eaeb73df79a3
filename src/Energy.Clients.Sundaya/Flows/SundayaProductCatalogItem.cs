namespace Energy.Clients.Sundaya;

/// <summary>Installed products to which the data should be restricted: one item of the filter <c>productCatalogItems</c>.</summary>
/// <remarks>
/// Several items mean any of them. A category alone means all its subcategories and types, a category with a subcategory all its types; no item means all products. Sent in the
/// body of the GET as documented; the servers seen so far read the filter and ignore it.
/// </remarks>
public sealed record SundayaProductCatalogItem
{
    /// <summary>The category, for example <c>Components</c> or <c>Solutions</c>.</summary>
    public required string ProductCategory { get; init; }

    /// <summary>The subcategory, for example <c>Harvest</c>, <c>Counting</c>, <c>Solar Home Kits</c>; <see langword="null"/> means all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProductSubcategory { get; init; }

    /// <summary>The type, for example <c>Electricity Meter</c>, <c>Home Battery</c>, <c>JouleBox</c>; <see langword="null"/> means all. Needs a subcategory.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProductType { get; init; }

    /// <summary>Whether a product is among those that this item means.</summary>
    /// <param name="category">The product's category.</param>
    /// <param name="subcategory">The product's subcategory.</param>
    /// <param name="type">The product's type.</param>
    /// <returns>Whether all the parts that this item names are equal to the product's; case matters.</returns>
    public bool Covers(string category, string subcategory, string type) =>
        ProductCategory == category && (ProductSubcategory is null || ProductSubcategory == subcategory) && (ProductType is null || ProductType == type);
}
