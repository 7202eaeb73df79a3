namespace Energy.Clients.Sundaya;

/// <summary>The body of a GET with a product filter.</summary>
internal sealed record SundayaProductFilter([property: JsonPropertyName("productCatalogItems")] IReadOnlyList<SundayaProductCatalogItem> Items);
