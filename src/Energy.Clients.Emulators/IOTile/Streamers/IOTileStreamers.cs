using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>Streamers and reports.</summary>
internal static class IOTileStreamers
{
    internal static void Map(IOTileEmulator server)
    {
        server.Map("GET", "streamer/report/", c => c.Page(c.State.StreamerReports.Where(r => c.IsMember(c.State.Device(DeviceOf(r))?.Org)
            && (c.Query("streamer__slug") is not { } slug || (string)r["streamer"]! == slug)
            && (c.Query("created_by__slug") is not { } by || (string)r["created_by"]! == by)
            && IOTileTimes.Strict((string)r["sent_timestamp"]!) is var at
            && !(at < IOTileTimes.Filter(c.Query("start"), "start", c.Zone)) && !(at >= IOTileTimes.Filter(c.Query("end"), "end", c.Zone)))));
        server.Map("POST", "streamer/report/", Upload);
        server.Map("GET", "streamer/report/{id}/", c => Guid.TryParse(c.Route("id"), out _)
            ? new IOTileReply(200, (c.State.StreamerReports.Find(r => (string)r["id"]! == c.Route("id")) ?? throw IOTileRefusal.NotFound()).DeepClone())
            : throw IOTileRefusal.List("Streamer Report ID must be a UUID"));
        server.Map("GET", "streamer/", List);
        server.Map("POST", "streamer/", c => throw IOTileRefusal.Forbidden());
        server.Map("GET", "streamer/{slug}/", c => new IOTileReply(200, Get(c).DeepClone()));
        server.Map("GET", "streamer/{slug}/report/", c => Get(c) is var streamer
            ? new IOTileReply(200, new JsonArray([.. c.State.StreamerReports.Where(r => (string)r["streamer"]! == (string)streamer["slug"]!).Select(r => (JsonNode?)r.DeepClone())]))
            : throw IOTileRefusal.NotFound());
    }

    private static string DeviceOf(JsonObject report) => "d--" + ((string)report["streamer"]!).Split("--")[1];

    private static JsonObject Get(IOTileCall c)
    {
        var streamer = c.State.Streamers.Find(s => (string)s["slug"]! == c.Route("slug")) ?? throw IOTileRefusal.NotFound();
        return c.IsMember(c.State.Device((string)streamer["device"]!)?.Org) ? streamer : throw IOTileRefusal.Forbidden();
    }

    private static IOTileReply List(IOTileCall c)
    {
        var device = c.Query("device");
        if (device is not null)
        {
            var digits = device[(device.LastIndexOf("--", StringComparison.Ordinal) is var at && at >= 0 ? at + 2 : 0)..].Replace("-", "", StringComparison.Ordinal);
            if (!long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
            {
                throw IOTileRefusal.Detail(400, $"Illegal device format. Expected HEX number. Got {device}");
            }

            device = IOTileSlugs.Device(id);
        }

        return c.Page(c.State.Streamers.Where(s => c.IsMember(c.State.Device((string)s["device"]!)?.Org)
            && (device is null || (string)s["device"]! == device)
            && (c.Query("slug") is not { } slug || (string)s["slug"]! == slug)
            && (c.Query("selector") is not { } selector || s["selector"]!.ToString() == selector)).OrderBy(s => (string)s["slug"]!, StringComparer.Ordinal));
    }

    private static IOTileReply Upload(IOTileCall c)
    {
        if (c.Query("timestamp") is not { } text)
        {
            throw IOTileRefusal.Error(400, "missing timestamp argument");
        }

        if (c.File is not { } file)
        {
            throw IOTileRefusal.Error(400, "missing request.data['file']");
        }

        if (text.Length < 6)
        {
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        var received = IOTileTimes.Lenient(text, DateTimeZone.Utc) ?? throw IOTileRefusal.List("Upload function requires a ?timestamp=str argument in UTC format");
        var report = System.IO.Path.GetExtension(file.Name) switch
        {
            "" or ".bin" => IOTileReportFile.ParseBinary(c, file.Bytes),
            ".json" => IOTileReportFile.ParseJson(JsonNode.Parse(file.Bytes)!.AsObject()),
            ".mp" => IOTileReportFile.ParseJson(IOTileMessagePack.Read(file.Bytes)),
            _ => throw IOTileRefusal.List("Streamer Report file extension not supported. Expected: .bin, .json or .mp"),
        };
        var device = c.State.Device(report.Device) ?? throw IOTileRefusal.NotFound();
        if (device.Org is null)
        {
            throw IOTileRefusal.List($"Device {device.Slug} has not been claimed. Yet, it is uploading a report");
        }

        if (!report.HashValid)
        {
            throw IOTileRefusal.List(string.Create(CultureInfo.InvariantCulture, $"Invalid Hash: {device.Slug} (idx={report.Index}, user=@{c.User.Username})"));
        }

        if (!c.May(device.Org, "can_create_stream_data"))
        {
            throw IOTileRefusal.Forbidden();
        }

        var start = received - Duration.FromSeconds(report.Sent);
        if (start > c.Now + Duration.FromHours(1) - Duration.FromSeconds(report.Sent))
        {
            throw IOTileRefusal.List($"Base time computation error: base_dt={PythonTime(start)}, sent_timestamp={report.Sent}\n\nCurrent time is {PythonTime(c.Now)} (+1h error margin)received_dt = {PythonTime(received)}\nsent_timestamp = {report.Sent}\ndev_id = {device.Slug}\nuser = {c.User.Username}\n");
        }

        Store(c, device, report, received);
        return new IOTileReply(201, new JsonObject { ["count"] = report.Readings.Count + report.Events.Count });
    }

    private static string PythonTime(Instant at) => IOTileTimes.Format(at.InUtc().LocalDateTime).Replace('T', ' ') + "+00:00";

    private static void Store(IOTileCall c, IOTileDeviceState device, IOTileReportFile report, Instant received)
    {
        var slug = $"t--{device.Slug[3..]}--{report.Index:x4}";
        var streamer = c.State.Streamers.Find(s => (string)s["slug"]! == slug);
        if (streamer is null)
        {
            streamer = new JsonObject
            {
                ["id"] = c.State.Streamers.Count + 1,
                ["slug"] = slug,
                ["device"] = device.Slug,
                ["process_engine_ver"] = device.Engine,
                ["index"] = report.Index,
                ["last_id"] = 0L,
                ["last_reboot_ts"] = null,
                ["is_system"] = report.Selector == 0x5fff,
                ["selector"] = report.Selector,
            };
            c.State.Streamers.Add(streamer);
        }

        var last = (long)streamer["last_id"]!;
        var project = (string)c.State.ProjectByText(device.Project!)!["slug"]!;
        var fresh = new List<long>();
        foreach (var (lid, id, deviceTime, at, value) in report.Readings.Where(r => r.Id > last))
        {
            var clock = deviceTime is { } t && (t & 0x8000_0000) != 0;
            var time = at ?? (deviceTime is not { } seconds ? received
                : clock ? Instant.FromUtc(2000, 1, 1, 0, 0) + Duration.FromSeconds((long)(seconds & 0x7fff_ffff))
                : received - Duration.FromSeconds(report.Sent) + Duration.FromSeconds((long)seconds));
            c.State.Data.Add(IOTileWorldLoader.NewRow(c.State, IOTileSlugs.Stream(project, device.Slug, lid), time, value, id, deviceTime, deviceTime is null ? "unk" : clock ? "utc" : "cln"));
            fresh.Add(id);
        }

        foreach (var (lid, id, deviceTime, at, extra) in report.Events.Where(e => e.Id > last))
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
            ["actual_first_id"] = fresh.DefaultIfEmpty(0).Min(),
            ["actual_last_id"] = fresh.DefaultIfEmpty(0).Max(),
            ["streamer"] = slug,
            ["sent_timestamp"] = IOTileTimes.Full(received),
            ["device_sent_timestamp"] = report.Sent,
            ["incremental_id"] = report.Id,
            ["time_epsilon"] = 1.0,
            ["created_on"] = IOTileTimes.Full(c.Now),
            ["created_by"] = c.User.Username,
        });
    }
}
