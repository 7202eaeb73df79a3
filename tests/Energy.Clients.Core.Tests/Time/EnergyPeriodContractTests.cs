using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class EnergyPeriodContractTests : ValueTypeContract<EnergyPeriod>
{
    protected override IReadOnlyList<string> Canonical { get; } =
    [
        "fiveyear/20200101", "year/20230101/-12", "year/20230101", "quarter/20230701/4", "month/20230801", "week/20230731/-3", "week/20230731", "week/20230731/3",
        "day/20230806", "timeofday/20230806T1200", "hour/20230806T1700", "qtrhour/20230806T1715", "minute/20230806T1725", "second/20230806T172509",
        "instant/20230806T172509.0420",
    ];

    protected override IReadOnlyList<string> Variants { get; } =
    [
        "week/20230802", "week/20230802/1", "week/20230802T0917/-3", "hour/20230806", "hour/20230806T172509", "instant/20230806T172509.042", "day/20230806/1",
        "fiveyear/20241231T235959.9990",
    ];

    protected override IReadOnlyList<string> Refused { get; } =
    [
        "", "week", "/", "week/", "Week/20230731", "week/2023", "week/20230731/", "week/20230731/0", "week/20230731/03", "week/20230731/-", "week/20230731/3/3", "week/20230731/+3",
        "week/20230731/1000000000", "week/00000101", "year/99990101/2", "month/20230801/999999999", "wéek/20230731", "week/20230731/é",
    ];

    protected override JsonTypeInfo<EnergyPeriod> Json => PeriodJsonContext.Default.EnergyPeriod;

    protected override JsonTypeInfo<Dictionary<EnergyPeriod, int>> JsonMap => PeriodJsonContext.Default.DictionaryEnergyPeriodInt32;

    protected override string Alphabet => "0123456789T./-adehkmnorwy";
}
