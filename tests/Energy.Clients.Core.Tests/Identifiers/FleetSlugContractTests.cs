using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class FleetSlugContractTests : SlugContract<FleetSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "g--0000-0000-0000", "g--0000-0000-0001", "g--0001-0000-0000", "g--ffff-ffff-ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "g--0001", "g--1", "0001", "1", "g--FACE", "g--0000-0000-0000-0001", "0000-0000-0001",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("g--", 3), ("G--0001", 0), ("f--0007", 0), ("d--0007", 0), ("g--0003-0000-0000-0007", 3),
        ("g--00001", 7), ("name", 0), ("g--0001--", 7), ("fedcba9876543", 4),
    ];

    protected override JsonTypeInfo<FleetSlug> Json => SlugJsonContext.Default.FleetSlug;

    protected override JsonTypeInfo<Dictionary<FleetSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryFleetSlugInt32;
}
