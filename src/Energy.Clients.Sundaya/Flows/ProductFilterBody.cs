using System.Text.Json.Serialization;

namespace Energy.Clients.Sundaya;

/// <summary>The body of a GET with a product filter.</summary>
internal sealed record ProductFilterBody([property: JsonPropertyName("productCatalogItems")] IReadOnlyList<ProductCatalogItem> Items);
