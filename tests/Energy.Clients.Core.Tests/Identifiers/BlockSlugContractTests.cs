using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class BlockSlugContractTests : SlugContract<BlockSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "b--0001-0000-0000-0000", "b--0001-0000-0000-0c31", "b--0002-0000-0000-0009", "b--ffff-ffff-ffff-ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "b--1-0-0-c31", "d--0001-0000-0000-0c31", "0001-0000-0000-0c31", "b--BEEF-0000-0000-0FAD", "1-0-0-a",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("b--", 3), ("b--0000-0000-0000-0009", 3), ("d--0000-0000-0000-0009", 3),
        ("0000-0000-0000-0009", 0), ("b--0003-0000-0009", 17), ("b--0009", 7), ("d--0009", 7), ("0009", 4),
        ("b--0000-0001-0000-0000-0009", 27), ("b--0001-0000-0000-0000-0009", 3), ("B--0001-0000-0000-0c31", 0),
        ("p--0001-0000-0000-0c31", 0), ("b--gggg-0000-0000-0009", 3), ("b--0001-0000-0000-0c31 ", 22),
        ("b--0001--0000-0000-0c31", 7),
    ];

    protected override JsonTypeInfo<BlockSlug> Json => SlugJsonContext.Default.BlockSlug;

    protected override JsonTypeInfo<Dictionary<BlockSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryBlockSlugInt32;
}
