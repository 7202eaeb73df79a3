using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class EntityAddressContractTests : OrderedValueTypeContract<EntityAddress>
{
    protected override IReadOnlyList<string> Canonical =>
    [
        "ea1.0001-01.x:y", "ea1.2019-12.127.0.0.1:7", "ea1.2020-09.localhost:5000:4:7", "ea1.2021-02.org.example.grid:4:7", "ea1.2021-02.org.example.grid:fm0.wind speed:-1.5:2.0",
        "ea1.2021-02.org.example.grid:fm1.12", "ea1.2021-02.org.example_2.xn--bcher-kva:4:7:1:soc:~", "ea1.9999-12.uk.co.example:0",
    ];

    protected override IReadOnlyList<string> Variants => [];

    protected override IReadOnlyList<string> Refused =>
    [
        "", "ea1", "EA1.2021-02.org.example:1", "ea2.2021-02.org.example:1", "ea1-2021-02.org.example:1", "ea1.0000-01.org.example:1", "ea1.2021-00.org.example:1",
        "ea1.2021-13.org.example:1",
        "ea1.2021-2.org.example:1", "ea1.21-02.org.example:1", "ea1.2021-02:1", "ea1.2021-02.:1", "ea1.2021-02.org..example:1", "ea1.2021-02.org.example.:1", "ea1.2021-02..org:1",
        "ea1.2021-02.org.example", "ea1.2021-02.org.example:", "ea1.2021-02.org.ex ample:1", "ea1.2021-02.org.exämple:1", "ea1.2021-02.org.example: 1",
        "ea1.2021-02.org.example:1 ",
        "ea1.2021-02.org.example:1\n", " ea1.2021-02.org.example:1", "ea1.2021-02.org.example:٣", "ea1.٢٠٢١-02.org.example:1", "ea1.2021-02.org.example:a\tb", "4:7", "7",
    ];

    protected override JsonTypeInfo<EntityAddress> Json => EntityAddressJsonContext.Default.EntityAddress;

    protected override JsonTypeInfo<Dictionary<EntityAddress, int>> JsonMap => EntityAddressJsonContext.Default.DictionaryEntityAddressInt32;

    protected override string Alphabet => "ea1.2021-0fm: _z\n";
}
