using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class BlockSlugContractTests : SlugContract<BlockSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "b--0001-0000-0000-0000", "b--0001-0000-0000-0222", "b--0002-0000-0000-0001", "b--ffff-ffff-ffff-ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "b--1-0-0-222", "d--0001-0000-0000-0222", "0001-0000-0000-0222", "b--ABCD-0000-0000-00FF", "1-0-0-a",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("b--", 3), ("b--0000-0000-0000-0005", 3), ("d--0000-0000-0000-0005", 3),
        ("0000-0000-0000-0005", 0), ("b--0001-0000-0005", 17), ("b--0005", 7), ("d--0005", 7), ("0005", 4),
        ("b--0000-0001-0000-0000-0005", 27), ("b--0001-0000-0000-0000-0005", 3), ("B--0001-0000-0000-0222", 0),
        ("p--0001-0000-0000-0222", 0), ("b--zzzz-0000-0000-0001", 3), ("b--0001-0000-0000-0222 ", 22),
        ("b--0001--0000-0000-0222", 7),
    ];

    protected override JsonTypeInfo<BlockSlug> Json => SlugJsonContext.Default.BlockSlug;

    protected override JsonTypeInfo<Dictionary<BlockSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryBlockSlugInt32;
}
