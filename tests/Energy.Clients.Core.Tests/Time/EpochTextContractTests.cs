using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class EpochTextContractTests : OrderedValueTypeContract<EpochText>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "00000101", "00000229", "19691231T2359", "20230806", "20230806T0000", "20230806T000000", "20230806T000000.000", "20230806T000000.0000", "20230806T1725",
        "20230806T172509", "20230806T172509.042", "20230806T172509.0420", "99991231T235959.9990",
    ];

    protected override IReadOnlyList<string> Variants { get; } = [];

    protected override IReadOnlyList<string> Refused { get; } =
    [
        "", "2023", "202308", "2023080", "2023-08-06", "20230229", "20231301", "20230806T", "20230806T17", "20230806 1725", "20230806t1725", "20230806T2400", "20230806T1760",
        "20230806T172509Z", "20230806T172509.0421", "20230806T172509.042000", "20230806T17250é", "٢٠٢٣٠٨٠٦", "now",
    ];

    protected override JsonTypeInfo<EpochText> Json => PeriodJsonContext.Default.EpochText;

    protected override JsonTypeInfo<Dictionary<EpochText, int>> JsonMap => PeriodJsonContext.Default.DictionaryEpochTextInt32;

    protected override string Alphabet => "0123456789T.";
}
