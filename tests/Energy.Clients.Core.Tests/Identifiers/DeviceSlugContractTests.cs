using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class DeviceSlugContractTests : SlugContract<DeviceSlug>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "d--0000-0000-0000-0000", "d--0000-0000-0000-000a", "d--0000-0000-0001-0000", "d--0000-0001-0000-0000",
        "d--0000-ffff-ffff-ffff",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "d--000a", "d--a", "000a", "a", "d--0000-000a", "d--0000-0000-000a", "0000-0000-0000-000A",
        "d--ABCD-EF01-2345", "d-a", "d--0000-0000-0000-0000-000a",
    ];

    protected override IReadOnlyList<(string Text, int Position)> NearMisses { get; } =
    [
        ("", 0), ("d--", 3), ("D--000a", 0), ("p--000a", 0), ("b--0001-0000-0000-000a", 0),
        ("d--0001-0000-0000-000a", 3), ("1-0000-0000-000a", 0), ("d--54321", 7), ("d--4321--8765", 7),
        ("d--000g", 6), ("d--000a ", 7), ("name", 0), ("d--0000-0000-0000-000a-", 23), ("0xa", 1), ("000a--", 4),
    ];

    protected override JsonTypeInfo<DeviceSlug> Json => SlugJsonContext.Default.DeviceSlug;

    protected override JsonTypeInfo<Dictionary<DeviceSlug, int>> JsonMap => SlugJsonContext.Default.DictionaryDeviceSlugInt32;
}
