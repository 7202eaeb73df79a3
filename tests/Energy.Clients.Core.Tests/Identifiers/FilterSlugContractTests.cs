using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class FilterSlugContractTests : SlugContract<FilterSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "f--0000-0000----0000", "f--0000-0005----5001", "f--0000-0005--0000-0000-0000-0000--5001",
        "f--0000-0005--0000-0000-0000-0210--5001", "f--ffff-ffff----ffff", "f--ffff-ffff--0000-ffff-ffff-ffff--ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "f--0005--0210--5001", "f--5--210--5001", "f--0005----5001", "f--0000-0000-0005----5001",
        "f--0005--0ABC--50Ab",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("f--", 3), ("f--0005", 7), ("f--0005--5001", 13), ("f--0005----", 11), ("f------5001", 3),
        ("f----0210--5001", 3), ("f--0005--0001-0000-0000-0210--5001", 9), ("F--0005----5001", 0),
        ("s--0005--0210--5001", 0), ("f--0005-----5001", 11), ("f--0005----50001", 15), ("f--0005----5001 ", 15),
    ];

    protected override JsonTypeInfo<FilterSlug> Json => SlugJsonContext.Default.FilterSlug;

    protected override JsonTypeInfo<Dictionary<FilterSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryFilterSlugInt32;
}
