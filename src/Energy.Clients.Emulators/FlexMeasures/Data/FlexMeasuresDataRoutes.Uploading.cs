using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <content>Files that are uploaded: floored in the sensor's zone, not by the clock of an offset as posts are.</content>
internal sealed partial class FlexMeasuresDataRoutes
{
    private const string UploadPlace = "combined_sensor_data_upload";

    private static readonly string[] Extensions = ["csv", "CSV", "xlsx", "XLSX", "xls", "XLS", "xlsm", "XLSM"];
    private static readonly string[] FileTypes =
        ["text/csv", "text/plain", "text/x-csv", "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    internal async Task UploadAsync(EmulatorExchange exchange)
    {
        if (await SensorAsync(exchange, State.MayWrite) is not { } sensor)
        {
            return;
        }

        var form = exchange.Context.Request.HasFormContentType ? await exchange.Context.Request.ReadFormAsync(exchange.Aborted) : null;
        if (form is null || form.Files.Count == 0)
        {
            await exchange.PlainAsync(500, "'uploaded_files'");
            return;
        }

        var instantly = form["belief-time-measured-instantly"] is [{ } flag] ? flag : "off";
        if (instantly is not ("on" or "true" or "True" or "1" or "off" or "false" or "False" or "0"))
        {
            await exchange.InvalidAsync(UploadPlace, "belief-time-measured-instantly", "Not a valid boolean.");
            return;
        }

        var faults = new JsonObject();
        for (var i = 0; i < form.Files.Count; i++)
        {
            var (name, type) = (form.Files[i].FileName, form.Files[i].ContentType);
            var problems = new JsonArray();
            if (!Extensions.Contains(name[(name.LastIndexOf('.') + 1)..]))
            {
                problems.Add((JsonNode)$"Invalid filename: {name}. Only CSV or Excel files are accepted.");
            }

            if (!FileTypes.Contains(type))
            {
                problems.Add((JsonNode)$"Invalid content type: {type}. Only the following content types are accepted: {{{string.Join(", ", FileTypes.Select(t => $"'{t}'"))}}}.");
            }

            if (problems.Count > 0)
            {
                faults[i.ToString(CultureInfo.InvariantCulture)] = problems;
            }
        }

        if (faults.Count > 0)
        {
            await exchange.InvalidAsync(new JsonObject { [UploadPlace] = new JsonObject { ["uploaded-files"] = faults } });
            return;
        }

        var unit = form["unit"] is [{ Length: > 0 } unitText] ? unitText : sensor.Unit;
        if (!Converts(unit, sensor.Unit))
        {
            await exchange.InvalidAsync(UploadPlace, "_schema", $"Provided unit '{unit}' is not convertible to sensor unit '{sensor.Unit}'");
            return;
        }

        var files = new List<(string Name, byte[] Content)>();
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, exchange.Aborted);
            files.Add((file.FileName, content.ToArray()));
        }

        if (await StoreAsync(exchange, sensor, FlexMeasuresEmulator.UserOf(exchange), () => Prepare(sensor, unit, files, instantly is "on" or "true" or "True" or "1")))
        {
            var names = files.ConvertAll(f => f.Name);
            emulator.NoteAsset(exchange, sensor.AssetId,
                $"Data from {(names.Count == 1 ? names[0] : string.Join(", ", names.SkipLast(1)) + " and " + names[^1])} uploaded to sensor '{sensor.Name}': {sensor.Id}");
        }
    }

    private FlexMeasuresArrival Prepare(FlexMeasuresSensorState sensor, string unit, List<(string Name, byte[] Content)> files, bool instantly)
    {
        var events = new List<(Instant At, double Value)>();
        var faults = new List<string>();
        foreach (var (i, (name, content)) in files.Index())
        {
            try
            {
                events.AddRange(Resample(sensor, unit, FlexMeasuresSheet.Read(content, DateTimeZoneProviders.Tzdb[sensor.TimeZone])));
            }
            catch (FormatException exception)
            {
                faults.Add($"{i}: 'Invalid content in file: {name}. Failed with: {exception.Message}'");
            }
        }

        var now = emulator.Now;
        return faults.Count > 0
            ? FlexMeasuresArrival.Failed("marshmallow.exceptions.ValidationError", $"{{{string.Join(", ", faults)}}}")
            : new FlexMeasuresArrival([.. events.Select(e => (e.At, instantly ? e.At + sensor.Resolution : now, e.Value))]);
    }

    private static List<(Instant At, double Value)> Resample(FlexMeasuresSensorState sensor, string unit, List<(Instant At, double? Value)> rows)
    {
        var own = sensor.Resolution;
        rows = [.. rows.Distinct()];
        var step = Frequency(rows, own, DateTimeZoneProviders.Tzdb[sensor.TimeZone]);
        if (Floors(sensor))
        {
            var zone = DateTimeZoneProviders.Tzdb[sensor.TimeZone];
            rows = rows.ConvertAll(r => (Floor(r.At.InZone(zone).LocalDateTime.WithOffset(Offset.Zero), step).LocalDateTime.InZoneLeniently(zone).ToInstant(), r.Value));
            if (rows.Select(r => r.At).Distinct().Count() < rows.Count)
            {
                throw new FormatException(
                    "Flooring event_start would merge multiple beliefs with the same source, belief_time and event_start. Please provide data already aligned to the event "
                        + "resolution or use distinct belief/source metadata.");
            }
        }

        var conversion = Conversion(unit, sensor.Unit, step);
        var known = rows.Where(r => r.Value is not null).Select(r => (r.At, Value: conversion.Apply(r.Value!.Value)));
        if (own == Duration.Zero || step == own)
        {
            return [.. known];
        }

        // Amounts of energy and of money are added up and split, everything else is averaged and repeated.
        var adds = Unit.TryFromText(unit, out var from)
            && from.IsKnown && (from.Dimension == UnitDimension.Energy || from.Dimension.IsCurrency) && from.IsConvertibleTo(Unit.FromText(sensor.Unit));
        if (step > own)
        {
            var parts = (int)(step.BclCompatibleTicks / own.BclCompatibleTicks);
            return [.. known.SelectMany(r => Enumerable.Range(0, parts).Select(part => (r.At + (own * part), adds ? r.Value / parts : r.Value)))];
        }

        var first = rows.Min(r => r.At);
        return [.. known.GroupBy(r => first + (own * Math.Floor((r.At - first) / own))).Select(g => (g.Key, adds ? g.Sum(r => r.Value) : g.Average(r => r.Value)))];
    }

    // How far the events lie apart: gaps may be, as long as they are whole numbers of events.
    private static Duration Frequency(List<(Instant At, double? Value)> rows, Duration own, DateTimeZone zone)
    {
        var starts = rows.Select(r => r.At).Distinct().Order().ToList();
        if (starts.Count < 2)
        {
            return own;
        }

        var between = starts.Zip(starts.Skip(1), (left, right) => (Start: right, Length: right - left)).ToList();
        var common = between.GroupBy(b => b.Length).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        var irregular = between.FindAll(b => !IsMultiple(b.Length, common));
        return irregular.Count == 0 ? common : throw new FormatException(
            $"Could not infer a regular event frequency from the data. Most common frequency: {common.Days} days {common.Hours:D2}:{common.Minutes:D2}:{common.Seconds:D2}. "
                + $"Number of irregular intervals: {irregular.Count}. "
            + $"First irregular event start: {FlexMeasuresText.Time(irregular[0].Start.InZone(zone).ToOffsetDateTime()).Replace('T', ' ')}.");
    }
}
