using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>
/// Works out a plan for a store: it keeps to power limits and states of charge, charges in time for targets as far as it can, charges when energy is cheaper than the mean of the plan and
/// discharges when it is dearer. Simple, and not the real solver's.
/// </summary>
internal static class FlexMeasuresPlanner
{
    /// <summary>The power of each slot in MW, positive is consumption.</summary>
    internal static double[] Plan(JsonObject model, OffsetDateTime start, Duration step, int slots, Func<Instant, double?> price)
    {
        var hours = step.TotalHours;
        var unit = model["soc-unit"]?.ToString();
        var power = Quantity(model["power-capacity"], "MW", null) ?? 0.01;
        var charge = Math.Min(power, Quantity(model["consumption-capacity"], "MW", null) ?? power);
        var discharge = Math.Min(power, Quantity(model["production-capacity"], "MW", null) ?? power);
        var floor = Quantity(model["soc-min"], "MWh", unit) ?? 0;
        var roof = Quantity(model["soc-max"], "MWh", unit) ?? double.MaxValue;
        var stored = Quantity(model["soc-at-start"], "MWh", unit) ?? floor;
        var targets = Targets(model["soc-targets"], start, step, unit);
        var first = start.ToInstant();
        var prices = new double?[slots];
        for (var i = 0; i < slots; i++)
        {
            prices[i] = price(first + (step * i));
        }

        var mean = prices.Average();
        var plan = new double[slots];
        for (var i = 0; i < slots; i++)
        {
            var wanted = prices[i] is { } p && mean is { } m ? p < m ? charge : p > m ? -discharge : 0 : 0;
            foreach (var (slot, target) in targets.Where(t => t.Slot > i))
            {
                // Never so late that full power no longer gets there.
                var least = (target - stored - (charge * hours * (slot - i - 1))) / hours;
                var most = (target - stored + (discharge * hours * (slot - i - 1))) / hours;
                wanted = Math.Clamp(wanted, Math.Min(least, most), Math.Max(least, most));
            }

            wanted = Math.Clamp(wanted, -discharge, charge);
            wanted = Math.Clamp(wanted, Math.Min(0, (floor - stored) / hours), Math.Max(0, (roof - stored) / hours));
            plan[i] = wanted;
            stored += wanted * hours;
        }

        return plan;
    }

    private static double? Quantity(JsonNode? node, string to, string? bareUnit)
    {
        if (node is not JsonValue value)
        {
            return null;
        }

        var text = value.ToString().Trim();
        var length = text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or '-' or '+').Count();
        if (!double.TryParse(text.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var unit = text[length..].Trim() is { Length: > 0 } written ? written : bareUnit ?? to;
        return Unit.TryParse(unit, out var known) && known.TryConvert(number, Unit.Parse(to), out var converted) ? converted : null;
    }

    private static List<(int Slot, double Charge)> Targets(JsonNode? node, OffsetDateTime start, Duration step, string? unit)
    {
        var targets = new List<(int Slot, double Charge)>();
        foreach (var item in (node as JsonArray ?? []).OfType<JsonObject>())
        {
            var at = item["datetime"] ?? item["end"] ?? item["start"];
            if (Quantity(item["value"], "MWh", unit) is { } charge && at is not null && FlexMeasuresText.TryTime(at.ToString(), out _) is { } time)
            {
                targets.Add(((int)((time.ToInstant() - start.ToInstant()).TotalTicks / step.TotalTicks), charge));
            }
        }

        return targets;
    }
}
