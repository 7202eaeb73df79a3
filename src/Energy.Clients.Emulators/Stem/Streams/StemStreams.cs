using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace Energy.Clients.Emulators;

/// <summary>The intervals of one stream type of a site in a range.</summary>
internal sealed class StemStreams(StemEmulatorState state, StemEmulatorOptions options)
{
    private static readonly InstantPattern Microseconds = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'ffffff'Z'");

    internal Task ReadAsync(EmulatorExchange exchange)
    {
        var siteId = exchange.Route("siteId");
        if (state.SiteName(siteId) is not { } name)
        {
            return StemEmulator.ErrorAsync(exchange, StatusCodes.Status404NotFound, "Not found");
        }

        if (!TryTime(exchange.Query("start_datetime"), out var start) || !TryTime(exchange.Query("end_datetime"), out var end) || !IsRange(start, end))
        {
            return StemEmulator.ErrorAsync(exchange, StatusCodes.Status400BadRequest, "Bad range");
        }

        if (exchange.Query("resolution") is not (null or "900" or "1800" or "3600"))
        {
            return StemEmulator.ErrorAsync(exchange, StatusCodes.Status400BadRequest, "Bad resolution");
        }

        if (exchange.Query("stream_type") is not { Length: > 0 } type)
        {
            return StemEmulator.ErrorAsync(exchange, StatusCodes.Status400BadRequest, "Bad stream type");
        }

        var resolution = int.Parse(exchange.Query("resolution") ?? "900", CultureInfo.InvariantCulture);
        var stream = state.Stream(siteId, type);
        var rows = stream is null || exchange.ListFault.Empty ? [] : Rows(exchange, siteId, type, stream, start, end, resolution);
        return AnswerAsync(exchange, siteId, name, type, rows, mayBeEmpty: exchange.ListFault.Empty || options.EmptyAsList || stream is { IsEmpty: true });
    }

    // Both forms that the reference client can produce.
    private static bool TryTime(string? text, out Instant time)
    {
        time = default;
        return text is not null && (InstantPattern.General.Parse(text).TryGetValue(default, out time) || Microseconds.Parse(text).TryGetValue(default, out time));
    }

    // No client is known to have asked for more than a calendar month, so a longer range is an error of the client.
    private static bool IsRange(Instant start, Instant end) =>
        start < end && start.InUtc().LocalDateTime.PlusMonths(1).InUtc().ToInstant() >= end;

    private static void WriteRow(Utf8JsonWriter json, StemIntervalState row)
    {
        json.WriteStartObject();
        json.WriteString("start_datetime", InstantPattern.General.Format(row.Start));
        json.WriteString("end_datetime", InstantPattern.General.Format(row.End));
        if (row.Kilowatts is { } kilowatts)
        {
            json.WriteNumber("kw_total_avg", kilowatts);
        }
        else
        {
            json.WriteNull("kw_total_avg");
        }

        json.WriteEndObject();
    }

    private static async Task WriteEntryAsync(JsonBody body, string type, IEnumerable<StemIntervalState> rows)
    {
        body.Writer.WriteStartObject();
        body.Writer.WriteString("stream_type", type);
        body.Writer.WriteStartArray("streams");
        foreach (var row in rows)
        {
            WriteRow(body.Writer, row);
            await body.FlushWhenFullAsync();
        }

        body.Writer.WriteEndArray();
        body.Writer.WriteEndObject();
    }

    private IEnumerable<StemIntervalState> Rows(
        EmulatorExchange exchange, string siteId, string type, StemStreamSource stream, Instant start, Instant end, int resolution)
    {
        var last = exchange.Quirks.Contains(StemFault.BoundaryTwice) ? end + Duration.FromSeconds(1) : end;
        var rows = state.Read(siteId, type, stream, start, last, resolution, exchange.Now).Skip(exchange.ListFault.VanishedRows);
        return Spoil(exchange, exchange.ListFault.MissingRows > 0 ? rows.SkipLast(exchange.ListFault.MissingRows) : rows);
    }

    private static IEnumerable<StemIntervalState> Spoil(EmulatorExchange exchange, IEnumerable<StemIntervalState> rows)
    {
        if (exchange.Quirks.Contains(StemFault.Empty))
        {
            rows = rows.Select((row, i) => i == 0 ? row with { End = row.Start } : row);
        }

        if (exchange.Quirks.Contains(StemFault.StampTwice))
        {
            rows = rows.SelectMany((row, i) => i == 0 ? (StemIntervalState[])[row, row with { Kilowatts = (row.Kilowatts ?? 0) + 1 }] : [row]);
        }

        return exchange.Quirks.Contains(StemFault.Unordered) ? EveryOther(rows).SelectMany(static half => half) : rows;
    }

    // Every other interval, backwards, and then the rest: in no order, whatever the client's sort does.
    private static StemIntervalState[][] EveryOther(IEnumerable<StemIntervalState> rows)
    {
        var all = rows.Reverse().Index().ToArray();
        return [[.. all.Where(static r => r.Index % 2 == 0).Select(static r => r.Item)], [.. all.Where(static r => r.Index % 2 == 1).Select(static r => r.Item)]];
    }

    private async Task AnswerAsync(EmulatorExchange exchange, string siteId, string name, string type, IEnumerable<StemIntervalState> rows, bool mayBeEmpty)
    {
        if (!mayBeEmpty && !rows.Any())
        {
            await StemEmulator.ErrorAsync(exchange, StatusCodes.Status400BadRequest, "No data available");
            return;
        }

        await using var body = exchange.BeginJson(StatusCodes.Status200OK);
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("id", siteId);
        json.WriteString("name", name);
        json.WriteStartArray("stream_types");
        if (exchange.Quirks.Contains(StemFault.Mixed))
        {
            var halves = EveryOther(rows);
            await WriteEntryAsync(body, type, halves[0]);
            await WriteEntryAsync(body, state.OtherStreamType(siteId, type) ?? "OTHER", rows.Reverse().Select(static r => r with { Kilowatts = -1 }));
            await WriteEntryAsync(body, type, halves[1]);
        }
        else
        {
            await WriteEntryAsync(body, type, rows);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
