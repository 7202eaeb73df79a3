using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

/// <summary>What a recorded run over days should have given: all of each local day, and 0 as data. Worked out from the rows, without our client.</summary>
public static class StemRightDays
{
    private const int Slots = 96;
    private static readonly DateTimeZone Pacific = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    /// <summary>Whether a meter reading of exactly 0 stands where the battery has a reading.</summary>
    public static bool HasZeroOfMeter(JsonElement run) =>
        IsLoad(run) && Values(run, "monitor").Any(row => row.Value == 0 && Values(run, "converter").ContainsKey(row.Key));

    /// <summary>Whether there are rows of the wanted local days behind the UTC midnight at which the recorded client stopped asking.</summary>
    public static bool HasRowsBehindUtcMidnight(JsonElement run)
    {
        (LocalDate first, LocalDate last) = Range(run);
        Instant asked = last.AtMidnight().InUtc().ToInstant();
        return Derived(run).Any(row => row.Key >= asked && Local(row.Key).Date is var day && day >= first && day <= last);
    }

    /// <summary>The days of a run, both included; an end that is not after the start means the day after it, as the recorded job has it.</summary>
    public static (LocalDate First, LocalDate Last) Range(JsonElement run)
    {
        LocalDate first = Date(run, "startDate");
        LocalDate last = Date(run, "endDate");
        return (first, last > first ? last : first.PlusDays(1));
    }

    /// <summary>The days, as the recording writes them.</summary>
    public static JsonObject Of(JsonElement run)
    {
        var days = new JsonObject();
        (LocalDate first, LocalDate last) = Range(run);
        for (LocalDate date = first; date <= last; date = date.PlusDays(1))
        {
            days[LocalDatePattern.Iso.Format(date)] = new JsonObject { ["count"] = Slots, ["values"] = new JsonObject() };
        }

        // Ascending by instant, so that the later of two readings of one wall-clock time stays.
        foreach ((Instant start, double value) in Derived(run))
        {
            LocalDateTime local = Local(start);
            if (days[LocalDatePattern.Iso.Format(local.Date)] is JsonObject day)
            {
                int slot = (local.Hour * 4) + (local.Minute / 15);
                day["values"]!.AsObject()[slot.ToString(CultureInfo.InvariantCulture)] = value;
            }
        }

        return days;
    }

    private static SortedDictionary<Instant, double> Derived(JsonElement run)
    {
        string type = run.GetProperty("meterType").GetString()!.Replace('_', ' ').ToUpperInvariant();
        SortedDictionary<Instant, double> converter = Values(run, "converter");
        var derived = new SortedDictionary<Instant, double>();
        foreach ((Instant start, double value) in IsLoad(run) ? Values(run, "monitor") : converter)
        {
            if (!IsLoad(run))
            {
                derived[start] = type == "CHARGE" ? Math.Max(value, 0) : Math.Max(-value, 0);
            }
            else if (converter.TryGetValue(start, out double battery))
            {
                derived[start] = value - battery;
            }
        }

        return derived;
    }

    private static SortedDictionary<Instant, double> Values(JsonElement run, string member)
    {
        var values = new SortedDictionary<Instant, double>();
        foreach (JsonElement row in run.GetProperty(member).EnumerateArray().Where(row => row[2].ValueKind == JsonValueKind.Number))
        {
            values[StemWindows.AlignDown(StemJson.Time(row[0].GetString()!), Duration.FromMinutes(1))] = row[2].GetDouble();
        }

        return values;
    }

    private static bool IsLoad(JsonElement run) => run.GetProperty("meterType").GetString()!.Contains("load", StringComparison.OrdinalIgnoreCase);

    private static LocalDateTime Local(Instant instant) => instant.InZone(Pacific).LocalDateTime;

    private static LocalDate Date(JsonElement run, string member) => LocalDatePattern.Iso.Parse(run.GetProperty(member).GetString()!).Value;
}
