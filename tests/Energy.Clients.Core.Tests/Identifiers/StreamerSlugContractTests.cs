using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class StreamerSlugContractTests : SlugContract<StreamerSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "t--0000-0000-0000-0000--0000", "t--0000-0000-0000-0333--0001", "t--0000-ffff-ffff-ffff--ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "t--0333--0001", "t--333--1", "t--0000-0000-0000-0000-0333--0001", "t--0ABC--00FF",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("t--", 3), ("t--0333", 7), ("t----0001", 3), ("t--0333--", 9), ("t--0001-0000-0000-0333--0001", 3),
        ("0333--0001", 0), ("T--0333--0001", 0), ("t--0333--00001", 13), ("t--0333--0001--2", 13),
        ("t--0333--1-0001", 9),
    ];

    protected override JsonTypeInfo<StreamerSlug> Json => SlugJsonContext.Default.StreamerSlug;

    protected override JsonTypeInfo<Dictionary<StreamerSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryStreamerSlugInt32;
}
