using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class IsoDurationContractTests : ValueTypeContract<IsoDuration>
{
    protected override IReadOnlyList<string> Canonical =>
        ["P0D", "PT20M", "P3D", "-P2M", "P1Y2M3DT4H5M6.789S", "P0.25Y", "P12M", "P1Y", "PT0.000000001S", "P16777215D",
            "-P999999999.999999999Y999999999.999999999M16777214DT23H59M59.999999999S"];

    protected override IReadOnlyList<string> Variants =>
    [
        "PT", "P0Y", "+PT20M", "-PT0S", "P2W", "P1W1DT1H", "PT48H", "PT90M", "PT1,5H", "PT1.50H", "P1DT", "P0.5D", "PT60S", "P01D", "P0DT1H0M0S", "PT0.00000000049S", "P1Y0M",
        "PT0.123456789012345678901234567890S",
    ];

    protected override IReadOnlyList<string> Refused =>
    [
        "", "P", "-", "+P", "T", "1", "20min", "1:00", "pt1h", "PT1h", " PT1H", "PT1H ", "PT1H\n", "P-1D", "PT-1H", "--PT1H", "P1H", "PT1D", "P1D1Y", "P1M1Y", "PT1S1H", "P1D1D",
        "PT1M1M", "P1",
        "PT1H30", "P1.D", "PT.5H", "PT,5H", "P1.5.5D", "P1TT1H", "PT1HT", "P16777216D", "PT99999999999999S", "P1000000000Y", "P0001-00-00T01:00:00", "P٣D", "R/PT1H",
        "P16777215DT0.0000000001H1S",
    ];

    protected override JsonTypeInfo<IsoDuration> Json => IsoDurationJsonContext.Default.IsoDuration;

    protected override JsonTypeInfo<Dictionary<IsoDuration, int>> JsonMap => IsoDurationJsonContext.Default.DictionaryIsoDurationInt32;

    protected override string Alphabet => "PTYMWDHS0123456789.,-+";
}
