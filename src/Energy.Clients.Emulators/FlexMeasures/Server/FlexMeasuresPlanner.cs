using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>
/// Works out a plan for a store: it keeps to power limits and states of charge, counts losses, gains and usage, charges in time for targets as far as it can, charges when energy
/// is cheaper than the mean of the plan and discharges when it is dearer. Simple, and not the real solver's.
/// </summary>
internal static class FlexMeasuresPlanner
{
    /// <summary>The power of each slot in MW, positive is consumption, and the charge in MWh at the ends of the slots, the first start included; null when the limits leave no
    /// room.</summary>
    /// <param name="model">The flex-model.</param>
    /// <param name="start">Where the plan starts.</param>
    /// <param name="step">The length of a slot.</param>
    /// <param name="slots">How many slots.</param>
    /// <param name="price">The price at an instant.</param>
    /// <param name="quantity">Reads a quantity that may vary: in a unit, bare numbers being in another, at an instant.</param>
    internal static (double[] Power, double[] Charge)? Plan(JsonObject model, Instant start, Duration step, int slots, Func<Instant, double?> price,
        Func<JsonNode?, string?, string?, Instant, double?> quantity)
    {
        var hours = step.TotalHours;
        double? Energy(JsonNode? node, Instant at) => quantity(node, "MWh", model["soc-unit"]?.ToString(), at);
        double? Power(string field, Instant at) => quantity(model[field], "MW", null, at);
        double Sum(string field, Instant at) => (model[field] as JsonArray ?? []).Sum(item => quantity(item, "MW", null, at) ?? 0);
        double Share(string field) => quantity(model[field], "dimensionless", null, start) is { } share and > 0 ? share : 1;

        var floor = Energy(model["soc-min"], start) ?? 0;
        var roof = Energy(model["soc-max"], start) ?? double.MaxValue;
        if (floor > roof)
        {
            return null;
        }

        var eachWay = Math.Sqrt(Share("roundtrip-efficiency"));
        var (charging, discharging, keeping) = (Share("charging-efficiency") * eachWay, Share("discharging-efficiency") * eachWay, Share("storage-efficiency"));
        var prices = Enumerable.Range(0, slots).Select(i => price(start + (step * i))).ToArray();
        var mean = prices.Average();
        var targets = Targets().ToList();
        var power = new double[slots];
        var charge = new double[slots + 1];
        charge[0] = Energy(model["soc-at-start"], start) ?? floor;
        for (var i = 0; i < slots; i++)
        {
            var at = start + (step * i);
            var most = Power("power-capacity", at) ?? 0.01;
            var (consume, produce) = (Math.Min(most, Power("consumption-capacity", at) ?? most), Math.Min(most, Power("production-capacity", at) ?? most));
            var drift = (Sum("soc-gain", at) - Sum("soc-usage", at)) * hours;
            var wanted = prices[i] is { } p && mean is { } m ? p < m ? consume : p > m ? -produce : 0 : 0;
            foreach (var (slot, target) in targets.Where(t => t.Slot > i))
            {
                // Never so late that full power no longer gets there.
                var after = slot - i - 1;
                var missing = target - charge[i] - (drift * (slot - i));
                wanted = Math.Clamp(wanted, PowerFor(missing - (consume * charging * hours * after)), PowerFor(missing + (produce / discharging * hours * after)));
            }

            wanted = Math.Clamp(wanted, -produce, consume);
            power[i] = Math.Clamp(wanted, Math.Min(0, PowerFor(floor - charge[i] - drift)), Math.Max(0, PowerFor(roof - charge[i] - drift)));
            charge[i + 1] = (charge[i] * keeping) + drift + (power[i] > 0 ? power[i] * charging * hours : power[i] / discharging * hours);
        }

        return (power, charge);

        // Targets hold at the ends of slots; one between two is one for the later.
        IEnumerable<(int Slot, double Charge)> Targets()
        {
            foreach (var item in (model["soc-targets"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (FlexMeasuresFlexConfig.Span(item) is { } span && Energy(item["value"], span.Start) is { } target)
                {
                    var first = (int)Math.Ceiling((span.Start - start) / step);
                    for (var slot = Math.Max(1, first); slot <= Math.Min(slots, Math.Max(first, Math.Floor((span.End - start) / step))); slot++)
                    {
                        yield return (slot, target);
                    }
                }
            }
        }

        // What must flow for the charge to change so much.
        double PowerFor(double change) => change > 0 ? change / charging / hours : change * discharging / hours;
    }
}
