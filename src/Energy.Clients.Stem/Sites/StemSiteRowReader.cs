using System.Text.Json;

namespace Energy.Clients.Stem;

/// <summary>Reads a site. Where the options say Strict, the known start times must be text and MONITOR's a time; other types may be anything.</summary>
internal readonly struct StemSiteRowReader : IRowReader<StemSite>
{
    private static readonly StemStreamType[] Known = [StemStreamType.Monitor, StemStreamType.Converter, StemStreamType.IntervalRevenue];

    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out StemSite row)
    {
        if (!new JsonRowReader<StemSite>(StemJsonContext.Default.StemSite).TryRead(ref reader, drift, out row))
        {
            return false;
        }

        StemRequired.Check(row, drift);
        if (drift.IsStrict)
        {
            CheckStarts(row);
        }

        return true;
    }

    private static void CheckStarts(StemSite site)
    {
        var starts = site.StreamStartTimes ?? throw new JsonException("The member 'stream_start_times' is missing.");
        foreach (var type in Known)
        {
            if (starts.TryGetValue(type.Name, out var value) && value.ValueKind != JsonValueKind.String)
            {
                throw new JsonException($"'stream_start_times.{type.Name}' should be text, it is {value.ValueKind}.");
            }
        }

        // Empty text counts as absent.
        if (starts.TryGetValue(StemStreamType.Monitor.Name, out var monitor) && monitor.GetString() is { Length: > 0 } text
            && !(text.Length == StemTime.Length && site.StartOf(StemStreamType.Monitor) is not null))
        {
            throw new JsonException($"'stream_start_times.MONITOR' is '{text}', not a time of the form 2026-01-31T23:59:59Z.");
        }
    }
}
