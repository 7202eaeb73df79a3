using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Tests;

public sealed class PeriodKindContractTests : ValueTypeContract<PeriodKind>
{
    protected override IReadOnlyList<string> Canonical { get; } =
        ["instant", "second", "minute", "qtrhour", "hour", "timeofday", "day", "week", "month", "quarter", "year", "fiveyear"];

    protected override IReadOnlyList<string> Variants { get; } = [];

    protected override IReadOnlyList<string> Refused { get; } =
        ["", "Day", "WEEK", "days", " day", "day ", "quarterhour", "qtr", "five year", "decade", "default", "wéek", "0"];

    protected override JsonTypeInfo<PeriodKind> Json => PeriodJsonContext.Default.PeriodKind;

    protected override JsonTypeInfo<Dictionary<PeriodKind, int>> JsonMap => PeriodJsonContext.Default.DictionaryPeriodKindInt32;

    protected override string Alphabet => "acdefhiklmnoqrstuvwy ";
}
