using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class MdoContractTests : ValueTypeContract<Mdo>
{
    protected override IReadOnlyList<string> Canonical { get; } =
        ["1x/1", "3x/2", "-3x/2", "0.5+3x/2", "-32.0+9x/5", "1e-05+1x/1", "1e+16+-7x/4", "9007199254740992x/-9007199254740992", "1.7976931348623157e+308+1x/3"];

    protected override IReadOnlyList<string> Variants { get; } =
        ["3.0x/2.0", "0.5+3.0x/2.0", "V * 3/2", "V * 3/2 + 0.5", "V * 9/5 + -32", "0+3x/2", "0.50+3x/2", "+0.5+3x/2", "5+1x/1"];

    protected override IReadOnlyList<string> Refused { get; } =
    [
        "", "1", "x/1", "1x/", "1x1", "1/1", "0x/1", "1x/0", "1.5x/1", "1x/2.00", "01x/1", "9007199254740993x/1", "1X/1", " 1x/1", "1x/1 ", "NaN+1x/1", "1e999+1x/1", "+1x/1",
        "0,5+3x/2",
        "V * 3/2 +0.5", "V * 3/2 + ", "V*3/2", "V * 3x/2", "3x/2 + 0.5", "Truex/1", "½+1x/1",
    ];

    protected override JsonTypeInfo<Mdo> Json => PeriodJsonContext.Default.Mdo;

    protected override JsonTypeInfo<Dictionary<Mdo, int>> JsonMap => PeriodJsonContext.Default.DictionaryMdoInt32;

    protected override string Alphabet => "0123456789x/+-.eV* ";
}
