using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class ProjectSlugContractTests : SlugContract<ProjectSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "p--0000-0000", "p--0000-0005", "p--0000-ffff", "p--0001-0000", "p--abcd-ef01", "p--ffff-ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "p--0005", "p--5", "p--0-5", "0000-0005", "0005", "5", "p--ABCD-eF01", "abcd-ef01", "p--0000-0000-0005",
        "p--0-0-0-0-0-5", "b-0",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("p", 0), ("p-", 0), ("p--", 3), ("P--0007", 0), ("d--0007", 0), ("x--0007", 0), ("p-0007", 0),
        ("p--00005", 7), ("p--0005-", 8), ("p--0007--0009", 7), ("p--0005 ", 7), (" p--0005", 0), ("p--0x7", 4),
        ("-7", 0), ("+7", 0), ("0x7", 1), ("p--000g", 6), ("p--1-0-0", 3), ("p--0-1-0-0", 5), ("p--0005-0006-", 13),
        ("p---0005", 3), ("p--0005---6", 7), ("p--\uff10005", 3), ("p--\u0660\u0660\u0660\u0665", 3), ("12345", 4),
        ("p--0000-0005\0", 12),
    ];

    protected override JsonTypeInfo<ProjectSlug> Json => SlugJsonContext.Default.ProjectSlug;

    protected override JsonTypeInfo<Dictionary<ProjectSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryProjectSlugInt32;
}
