using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class StreamSlugContractTests : SlugContract<StreamSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "s--0000-0000--0000-0000-0000-0000--0000", "s--0000-0000--0001-0000-0000-0c31--5001",
        "s--0000-0005--0000-0000-0000-0000--5001", "s--0000-0005--0000-0000-0000-000a--5001",
        "s--0000-0005--0000-0000-0000-000a--5c00", "s--0000-0005--0000-0000-0001-0000--5001",
        "s--0000-0005--0007-0000-0000-000a--5001", "s--0123-4567--89ab-cdef-0123-4567--89ab",
        "s--ffff-ffff--ffff-ffff-ffff-ffff--ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "s--0005--000a--5001", "s--5--a--5001", "s----000a--5001", "s--0000-0000-0005--000a--5001",
        "s--0000-0005--0000-0000-0000-000A--5C00", "s--ABCD-EF01--2345-6789-ABCD-EF01--ABCD", "s--0--0--1",
        "s--0000-0000-0005--0000-0000-000a--5001",
        "s----000-0000-0000-0000-0000-000a--5001",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("s", 0), ("s--", 3), ("s--0005", 7), ("s--0005--000a", 13), ("s--0005----5001", 9),
        ("s--0000-0005--0000-0000-0000-000a--", 35), ("0005--000a--5001", 0), ("x--0005--000a--5001", 0),
        ("S--0005--000a--5001", 0), ("s--0005--000a--5001--1", 19), ("s--gg--hh--kk", 3),
        ("s--0000-0005--0000-0000-0000-000a--500g", 38), ("s--0000-0005--0000-0000-0000-000a-5001", 38),
        ("s--0000-0005--0000-0000-0000-000a--5001 ", 39), ("s--0000_0005--0000-0000-0000-000a--5001", 7),
        ("s-00000-0005--0000-0000-0000-000a--5001", 0), ("s--0000-0005--1-0000-0000-0000-000a--5001", 14),
        ("s--0000-0005--0000-0000-0000-000a--50001", 39), ("s--0000-00050-0000-0000-0000-000a--5001", 12),
        ("s--0000-0005--0000-0000-0000-000\uff41--5001", 32), ("s--0000-0005--0000-0000-0000--00a--5001", 33),
    ];

    protected override JsonTypeInfo<StreamSlug> Json => SlugJsonContext.Default.StreamSlug;

    protected override JsonTypeInfo<Dictionary<StreamSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryStreamSlugInt32;
}
