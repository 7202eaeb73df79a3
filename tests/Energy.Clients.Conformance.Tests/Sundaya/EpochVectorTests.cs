using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>The lenient epoch reader against the server's.</summary>
public sealed class EpochVectorTests
{
    [VectorTheory("sundaya", "epoch_blend_vectors.json"), VectorRows]
    public void Epoch_Row_BlendsAsTheServerDoes(VectorCase row)
    {
        JsonElement input = row["input"];
        string? epoch = PeriodVectorTests.TextOf(input, "epoch");
        Instant now = PeriodVectorTests.NowOf(input);
        VectorCheck.Verify(row, operation: "epoch", ours: Outcome.Of(() => Describe(EpochText.Blend(epoch, now))), theirs: PeriodVectorTests.TheirsOf(row));
    }

    internal static JsonObject Describe(Instant instant) => new()
    {
        ["blended"] = EpochText.From(instant, PeriodKind.Instant).ToString(),
        ["week"] = EnergyPeriod.Containing(instant, PeriodKind.Week).Epoch.ToString(),
        ["month"] = EnergyPeriod.Containing(instant, PeriodKind.Month).Epoch.ToString(),
        ["hour"] = EnergyPeriod.Containing(instant, PeriodKind.Hour).Epoch.ToString(),
    };
}
