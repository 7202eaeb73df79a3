using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Streamers and reports.</summary>
internal static class IOTileStreamers
{
    private const int SystemSelector = 0x5fff;
    private const int FirstEngineSelector = 0x57ff;
    private const int SecondEngineSelector = 0xd7ff;
    private const int NewestEngine = 2;

    private static readonly string[] WholeMembers = ["device", "streamer_index", "streamer_selector", "device_sent_timestamp", "lowest_id", "highest_id"];

    private static readonly IOTileForm Fields = new(
        IOTileField.Slug("device", static (c, slug) => c.State.Device(slug) is not null) with { Required = true },
        IOTileField.Of("index", IOTileFieldKind.Whole) with { Default = 0 },
        IOTileField.Of("last_id", IOTileFieldKind.Whole),
        IOTileField.Of("last_reboot_ts", IOTileFieldKind.Time) with { Nullable = true },
        IOTileField.Of("selector", IOTileFieldKind.Whole) with { Least = 0 })
    {
        Together = static (c, values) => c.Exchange.Request.Method == "POST"
            && c.State.Streamers.Exists(s => (string)s["device"]! == (string)values["device"]! && IOTileUnits.Whole(s["index"]!) == IOTileUnits.Whole(values["index"]!))
            ? "The fields device, index must make a unique set." : null,
    };

    // What a report may say beside its file; within a JSON file most of it must be there.
    private static readonly IOTileForm ReportFields = new(ReportMembers(required: false));

    private static readonly IOTileForm FileFields = new(ReportMembers(required: true));

    private static readonly IOTileForm ReportChanges = new(
        IOTileField.Of("sent_timestamp", IOTileFieldKind.Time) with { Nullable = true }, IOTileField.Of("device_sent_timestamp", IOTileFieldKind.Whole) with { Nullable = true },
        IOTileField.Of("incremental_id", IOTileFieldKind.Whole) with { Nullable = true }, IOTileField.Of("time_epsilon", IOTileFieldKind.Real));

    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "streamer/report/", Reports);
        server.Map("POST", "streamer/report/", Upload);
        server.Map("GET", "streamer/report/{id}/", c => new IOTileReply(200, Report(c).DeepClone()));
        server.Map("PUT", "streamer/report/{id}/", ChangeReport);
        server.Map("PATCH", "streamer/report/{id}/", ChangeReport);
        server.Map("DELETE", "streamer/report/{id}/", c => c.State.StreamerReports.Remove(Report(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Map("GET", "streamer/", List);
        server.Map("POST", "streamer/", Create);
        server.Describe("streamer/", "Api Streamer List", "POST", Fields).WritesByStaff = true;
        server.Map("GET", "streamer/{slug}/", c => new IOTileReply(200, Get(c).DeepClone()));
        server.Map("PUT", "streamer/{slug}/", c => Change(c, partial: false));
        server.Map("PATCH", "streamer/{slug}/", c => Change(c, partial: true));
        server.Map("DELETE", "streamer/{slug}/", c => ByStaff(c) && c.State.Streamers.Remove(Get(c)) ? new IOTileReply(204) : throw IOTileRefusal.NotFound());
        server.Describe("streamer/{slug}/", "Api Streamer Instance", "PUT", Fields).WritesByStaff = true;
        server.Map("GET", "streamer/{slug}/report/", c => Get(c) is var streamer
            ? new IOTileReply(200,
                new JsonArray([.. c.State.StreamerReports.Where(r => (string)r["streamer"]! == (string)streamer["slug"]!).Select(r => (JsonNode?)r.DeepClone())]))
            : throw IOTileRefusal.NotFound()).WritesByStaff = true;
        server.Describe("streamer/report/", "Api Streamer Report Upload List");
        server.Describe("streamer/report/{id}/", "Api Streamer Report Upload Instance");
    }

    private static IOTileField[] ReportMembers(bool required) =>
    [
        IOTileField.Text("format") with { Required = required },
        .. WholeMembers.Select(name => IOTileField.Of(name, IOTileFieldKind.Whole) with { Required = required, Nullable = !required && name == "device_sent_timestamp" }),
        IOTileField.Of("incremental_id", IOTileFieldKind.Whole) with { Nullable = true },
        IOTileField.Of("events", IOTileFieldKind.Any),
        IOTileField.Of("data", IOTileFieldKind.Any),
    ];

    /// <summary>The device of a report.</summary>
    internal static string DeviceOf(JsonObject report) => "d--" + ((string)report["streamer"]!).Split("--")[1];

    private static bool Sees(IOTileCall c, string device) => (c.User.Staff && c.Filter("staff") is not null) || c.Role(c.State.Device(device)?.Org) is not null;

    private static bool ByStaff(IOTileCall c) => c.User.Staff ? true : throw IOTileRefusal.Forbidden();

    private static JsonObject Get(IOTileCall c) =>
        c.State.Streamers.Find(s => (string)s["slug"]! == c.Route("slug") && Sees(c, (string)s["device"]!)) ?? throw IOTileRefusal.NotFound();

    private static JsonObject Report(IOTileCall c) => !Guid.TryParse(c.Route("id"), out var id) ? throw IOTileRefusal.List("Streamer Report ID must be a UUID")
        : c.State.StreamerReports.Find(r => (string)r["id"]! == id.ToString() && Sees(c, DeviceOf(r))) ?? throw IOTileRefusal.NotFound();

    private static IOTileReply Reports(IOTileCall c)
    {
        var filters = new IOTileFilters(c);
        var (start, end) = (filters.Time("start"), filters.Time("end"));
        filters.Check();
        return c.Page(c.State.StreamerReports.Where(r => Sees(c, DeviceOf(r))
            && (c.Filter("streamer__slug") is not { } slug || (string)r["streamer"]! == slug)
            && (c.Filter("created_by__slug") is not { } by || (string)r["created_by"]! == by)
            && IOTileTimes.Strict((string)r["sent_timestamp"]!) is var at && !(at < start) && !(at >= end)));
    }

    private static IOTileReply ChangeReport(IOTileCall c) => Report(c) is var report
        ? new IOTileReply(200, IOTileOrganizations.Merge(report, ReportChanges.Read(c), "sent_timestamp", "device_sent_timestamp", "incremental_id", "time_epsilon"))
        : throw IOTileRefusal.NotFound();

    private static IOTileReply List(IOTileCall c)
    {
        var device = c.Filter("device");
        if (device is not null)
        {
            var digits = device[(device.LastIndexOf("--", StringComparison.Ordinal) is var at && at >= 0 ? at + 2 : 0)..];
            if (!long.TryParse(digits.Replace("-", "", StringComparison.Ordinal), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
            {
                throw IOTileRefusal.Detail(400, $"Illegal device format. Expected HEX number. Got {digits}");
            }

            device = IOTileSlugs.Device(id);
            if (c.State.Device(device) is null)
            {
                throw IOTileRefusal.NotFound();
            }
        }

        var filters = new IOTileFilters(c);
        var selector = filters.Number("selector");
        filters.Check();
        return c.Page(c.State.Streamers.Where(s => Sees(c, (string)s["device"]!)
            && (device is null || (string)s["device"]! == device)
            && (c.Filter("slug") is not { } slug || (string)s["slug"]! == slug)
            && (selector is null || IOTileUnits.Whole(s["selector"]!) == selector)).OrderBy(s => (string)s["slug"]!, StringComparer.Ordinal));
    }

    private static IOTileReply Create(IOTileCall c)
    {
        ByStaff(c);
        var values = Fields.Read(c);
        var streamer = New(c, (string)values["device"]!, (int)values["index"]!, 0, (int?)values["selector"] ?? 0);
        return new IOTileReply(201, IOTileOrganizations.Merge(streamer, values, "last_id", "last_reboot_ts"));
    }

    private static IOTileReply Change(IOTileCall c, bool partial)
    {
        ByStaff(c);
        var streamer = Get(c);
        IOTileOrganizations.Merge(streamer, Fields.Read(c, partial), "device", "index", "last_id", "last_reboot_ts", "selector");
        streamer["is_system"] = IOTileUnits.Whole(streamer["selector"]!) == SystemSelector;
        return new IOTileReply(200, streamer.DeepClone());
    }

    private static JsonObject New(IOTileCall c, string device, int index, int engine, int selector)
    {
        var streamer = new JsonObject
        {
            ["id"] = c.State.NextStreamerId++,
            ["slug"] = $"t--{device[3..]}--{index & 0xffff:x4}",
            ["device"] = device,
            ["process_engine_ver"] = engine,
            ["index"] = index,
            ["last_id"] = 0L,
            ["last_reboot_ts"] = null,
            ["is_system"] = selector == SystemSelector,
            ["selector"] = selector,
        };
        c.State.Streamers.Add(streamer);
        return streamer;
    }

    private static IOTileReply Upload(IOTileCall c)
    {
        ReportFields.Read(c);
        if (c.File is not { } file)
        {
            // A text where the file should be breaks the server.
            throw c.Object.ContainsKey("file") ? new IOTileRefusal(IOTileReply.Failed()) : IOTileRefusal.Error(400, "missing request.data['file']");
        }

        if (c.Query("timestamp") is not { } text)
        {
            throw IOTileRefusal.Error(400, "missing timestamp argument");
        }

        if (text.Length < 6)
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        var received = IOTileTimes.Lenient(text, DateTimeZone.Utc) ?? throw IOTileRefusal.List("Upload function requires a ?timestamp=str argument in UTC format");
        var report = System.IO.Path.GetExtension(file.Name) switch
        {
            "" or ".bin" => IOTileReportFile.ParseBinary(c, file.Bytes),
            ".json" => Parse(c, IOTilePython.Parse(file.Bytes) is { Fault: { } fault }
                ? throw IOTileRefusal.List("JSON parsing error: JSON parse error - " + fault) : IOTilePython.Parse(file.Bytes).Value),
            ".mp" => Parse(c, IOTileMessagePack.Read(file.Bytes)),
            _ => throw IOTileRefusal.List("Streamer Report file extension not supported. Expected: .bin, .json or .mp"),
        };
        if (!report.HashValid)
        {
            throw IOTileRefusal.List(string.Create(CultureInfo.InvariantCulture, $"Invalid Hash: {report.Device} (idx={report.Index}, user=@{c.User.Username})"));
        }

        var device = c.State.Device(report.Device) ?? throw IOTileRefusal.NotFound();
        if (device.Org is null)
        {
            throw IOTileRefusal.List($"Device {device.Slug} has not been claimed. Yet, it is uploading a report");
        }

        var start = received - Duration.FromSeconds(report.Sent);
        if (start > c.Now + Duration.FromHours(1))
        {
            throw IOTileRefusal.List(
                $"Base time computation error: base_dt={PythonTime(start)}, sent_timestamp={report.Sent}\n\nCurrent time is {PythonTime(c.Now)} (+1h error margin)received_dt "
                    + $"= {PythonTime(received)}\nsent_timestamp = {report.Sent}\ndev_id = {device.Slug}\nuser = {c.User.Username}\n");
        }

        Store(c, device, report, received);
        return new IOTileReply(201, new JsonObject { ["count"] = report.Readings.Count + report.Events.Count });
    }

    private static IOTileReportFile Parse(IOTileCall c, JsonNode? json)
    {
        var (values, errors) = FileFields.Read(c, json, partial: false);
        return errors is null ? IOTileReportFile.ParseJson(values) : throw new IOTileRefusal(new IOTileReply(400, errors));
    }

    private static string PythonTime(Instant at) => IOTileTimes.Format(at.InUtc().LocalDateTime).Replace('T', ' ') + "+00:00";

    private static void Store(IOTileCall c, IOTileDeviceState device, IOTileReportFile report, Instant received)
    {
        var slug = $"t--{device.Slug[3..]}--{report.Index:x4}";
        var streamer = c.State.Streamers.Find(s => (string)s["slug"]! == slug) ?? New(c, device.Slug, report.Index, device.Engine, report.Selector);
        streamer["process_engine_ver"] = device.Engine;

        // A report that is for the other engine is kept, and never processed.
        var isProcessed = report.Selector != (device.Engine == NewestEngine ? FirstEngineSelector : SecondEngineSelector);
        var last = (long)streamer["last_id"]!;
        var project = (string)c.State.ProjectByText(device.Project!)!["slug"]!;
        var fresh = new List<long>();
        foreach (var (lid, id, deviceTime, at, value) in report.Readings.Where(r => isProcessed && r.Id > last))
        {
            var clock = deviceTime is { } t && (t & 0x8000_0000) != 0;
            var time = at ?? (deviceTime is not { } seconds ? received
                : clock ? Instant.FromUtc(2000, 1, 1, 0, 0) + Duration.FromSeconds((long)(seconds & 0x7fff_ffff))
                : received - Duration.FromSeconds(report.Sent) + Duration.FromSeconds((long)seconds));
            c.State.Data.Add(
                IOTileWorldLoader.NewRow(c.State, IOTileSlugs.Stream(project, device.Slug, lid), time, value, id, deviceTime, deviceTime is null ? "unk" : clock ? "utc" : "cln"));
            fresh.Add(id);
        }

        foreach (var (lid, id, deviceTime, at, extra) in report.Events.Where(e => isProcessed && e.Id > last))
        {
            c.State.Events.Add(IOTileWorldLoader.NewEvent(c.State, IOTileSlugs.Stream(project, device.Slug, lid), at ?? received, extra, id, deviceTime, "unk"));
            fresh.Add(id);
        }

        if (fresh.Count > 0)
        {
            streamer["last_id"] = fresh.Max();
            if (report.IsBinary)
            {
                // What the cloud itself notes down when it has processed a report.
                c.State.Data.Add(IOTileWorldLoader.NewRow(c.State, IOTileSlugs.Stream(project, device.Slug, "5a05"), received, report.Index, report.Id, report.Sent, "cln"));
            }
        }

        streamer["last_reboot_ts"] = IOTileTimes.Seconds(received - Duration.FromSeconds(report.Sent), DateTimeZone.Utc);
        device.LastReport = received;
        device.LastKnownId = Math.Max(device.LastKnownId, (long)streamer["last_id"]!);
        c.State.StreamerReports.Add(new JsonObject
        {
            ["id"] = c.State.NewGuid(),
            ["original_first_id"] = report.Lowest,
            ["original_last_id"] = report.Highest,
            ["actual_first_id"] = isProcessed ? fresh.DefaultIfEmpty(0).Min() : null,
            ["actual_last_id"] = isProcessed ? fresh.DefaultIfEmpty(0).Max() : null,
            ["streamer"] = slug,
            ["sent_timestamp"] = IOTileTimes.Full(received),
            ["device_sent_timestamp"] = report.IsBinary ? report.Sent : null,
            ["incremental_id"] = report.Id,
            ["time_epsilon"] = 1.0,
            ["created_on"] = IOTileTimes.Full(c.Now),
            ["created_by"] = c.User.Username,
        });
    }
}
