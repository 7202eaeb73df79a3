using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class VariableSlugContractTests : SlugContract<VariableSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "v--0000-0000--0000", "v--0000-0005--0001", "v--0000-0005--5001", "v--0001-0000--0001", "v--ffff-ffff--ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "v--0005--5001", "v--5--5001", "v--5--1", "v--0000-0000-0005--5001", "v--0000-0005--50Ab", "v--5--0000-5001",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("5001", 0), ("v--", 3), ("v--5002", 7), ("v----5001", 3), ("v--0005--", 9), ("v--0005--50001", 13),
        ("v--0005--5001--1", 13), ("v--0005--1-5001", 9), ("v--0005-5001", 12), ("p--0005--5001", 0),
        ("V--0005--5001", 0), ("v--gh--jk", 3), ("v--1-0-0--5001", 3), ("v--0005--0x50", 10),
        ("v--0000-0005--5001 ", 18),
    ];

    protected override JsonTypeInfo<VariableSlug> Json => SlugJsonContext.Default.VariableSlug;

    protected override JsonTypeInfo<Dictionary<VariableSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryVariableSlugInt32;
}
