using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class AliasSlugContractTests : SlugContract<AliasSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "a--0000-0000-0000-0000", "a--0000-0000-0000-0001", "a--ffff-ffff-ffff-ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "a--0001", "a--1", "0001", "a", "a--A", "a--0000-0000-0000-0000-0001", "ABCD-0001",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("a--", 3), ("A--0001", 0), ("d--0007", 0), ("a--1-0000-0000-0000-0001", 3), ("a--00001", 7),
        ("a--0001-", 8), ("a--xyz", 3),
    ];

    protected override JsonTypeInfo<AliasSlug> Json => SlugJsonContext.Default.AliasSlug;

    protected override JsonTypeInfo<Dictionary<AliasSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryAliasSlugInt32;
}
