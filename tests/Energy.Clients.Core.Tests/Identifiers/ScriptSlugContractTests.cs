using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class ScriptSlugContractTests : SlugContract<ScriptSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "z--0000-0000", "z--0000-0002", "z--ffff-ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "z--0002", "z--2", "0002", "2", "z--0000-0000-0002", "z--FF",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("z--", 3), ("Z--0002", 0), ("p--0002", 0), ("z--1-0000-0002", 3), ("z--00002", 7),
        ("z--0002--1", 7), ("z", 0),
    ];

    protected override JsonTypeInfo<ScriptSlug> Json => SlugJsonContext.Default.ScriptSlug;

    protected override JsonTypeInfo<Dictionary<ScriptSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryScriptSlugInt32;
}
