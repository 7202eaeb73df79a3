using System.Text.Json;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>What the rules for epochs need beyond conditions on JSON.</summary>
public sealed class EpochRuleChecks : RuleCheckSet
{
    /// <summary>Registers the checks.</summary>
    public EpochRuleChecks() =>
        Assertions.Add("epoch-is-now", (content, ours) => !ours.IsRefused
            && JsonCompare.Compare(JsonText.ToElement(EpochVectorTests.Describe(PeriodVectorTests.NowOf(content.GetProperty("input")))), ours.Json).AreEqual);
}
