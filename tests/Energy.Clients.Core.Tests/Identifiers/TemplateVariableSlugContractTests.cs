using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class TemplateVariableSlugContractTests : SlugContract<TemplateVariableSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "ptv--0000-0000--0000", "ptv--0000-0001--5000", "ptv--0000-0001--5001", "ptv--ffff-ffff--ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "ptv--0001--5000", "ptv--1--5000", "ptv--0000-0000-0001--5000", "ptv--1--ABC",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("ptv", 0), ("ptv--", 5), ("ptv--0001", 9), ("ptv--0001--", 11), ("ptv----5000", 5),
        ("v--0001--5000", 0), ("PTV--0001--5000", 0), ("p--0001--5000", 0), ("ptv--0001--50001", 15),
        ("ptv--0001--5000-", 16),
    ];

    protected override JsonTypeInfo<TemplateVariableSlug> Json => SlugJsonContext.Default.TemplateVariableSlug;

    protected override JsonTypeInfo<Dictionary<TemplateVariableSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryTemplateVariableSlugInt32;
}
