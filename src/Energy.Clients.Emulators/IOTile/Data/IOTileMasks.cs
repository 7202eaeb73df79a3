using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The masks of devices and data blocks: a window of time, outside of which their data are hidden. Each change leaves a note on the target.</summary>
internal static class IOTileMasks
{
    private const string MaskStream = "5a09";

    private static readonly IOTileForm Fields = new(IOTileField.Of("start", IOTileFieldKind.Time), IOTileField.Of("end", IOTileFieldKind.Time))
    {
        Together = static (_, values) => values.Count == 0 ? "At least one of start/end should be defined"
            : Start(values) is { } start && End(values) is { } end && start > end ? "Start is after end" : null,
    };

    internal static void Map(IOTileEmulator server, string resource, Func<IOTileCall, (string Slug, string? Org)> target)
    {
        var path = resource + "/{slug}/mask/";
        (string Slug, string? Org) Writable(IOTileCall c) => target(c) is var found && c.May(found.Org, "can_reset_device") ? found : throw IOTileRefusal.Forbidden();
        server.Map("GET", path, c => new IOTileReply(200, c.State.Masks.TryGetValue(target(c).Slug, out var mask) ? mask.DeepClone() : Of(null, null)));
        server.Map("PATCH", path, c => Set(c, Writable(c).Slug)).Breaks = "HEAD";
        server.Map("DELETE", path, c =>
        {
            var (slug, _) = Writable(c);
            if (Clear(c.State, slug))
            {
                IOTileAnnotations.AddNote(c, slug, c.Now, "Data mask cleared");
            }

            return new IOTileReply(204);
        });
    }

    /// <summary>The window that a body gives.</summary>
    /// <exception cref="IOTileRefusal">It gives none, or one that ends before it starts.</exception>
    internal static (Instant? Start, Instant? End) Window(IOTileCall c) => Fields.Read(c) is var values ? (Start(values), End(values)) : default;

    /// <summary>Takes a mask away, and the event that keeps it.</summary>
    internal static bool Clear(IOTileEmulatorState state, string slug)
    {
        var stream = StreamOf(state, slug);
        state.Events.RemoveAll(e => e.Stream == stream);
        return state.Masks.Remove(slug);
    }

    internal static bool Shows(IOTileEmulatorState state, IOTileRow row)
    {
        var mask = state.Masks.GetValueOrDefault(row.Device);
        return !((string?)mask?["start"] is { } start && row.Timestamp < IOTileTimes.Strict(start))
            && !((string?)mask?["end"] is { } end && row.Timestamp >= IOTileTimes.Strict(end));
    }

    private static IOTileReply Set(IOTileCall c, string slug)
    {
        var (start, end) = Window(c);
        var mask = Of(start is { } s ? IOTileTimes.Seconds(s, DateTimeZone.Utc) : null, end is { } e ? IOTileTimes.Seconds(e, DateTimeZone.Utc) : null);
        c.State.Masks[slug] = mask;
        var answer = mask.DeepClone().AsObject();
        answer["events"] = new JsonArray();
        answer["data"] = new JsonArray();

        // The server keeps a mask as the one event of a system stream.
        var stream = StreamOf(c.State, slug);
        if (c.State.Events.Find(e => e.Stream == stream) is { } kept)
        {
            (kept.Timestamp, kept.Extra) = (c.Now, answer.DeepClone().AsObject());
        }
        else
        {
            c.State.Events.Add(IOTileWorldLoader.NewEvent(c.State, stream, c.Now, answer.DeepClone().AsObject(), 0, null, "cln"));
        }

        IOTileAnnotations.AddNote(c, slug, c.Now,
            $"Data mask set ({(start is null ? "" : $" start: {(string?)mask["start"]}")}{(end is null ? "" : $" end: {(string?)mask["end"]}")} )");
        return new IOTileReply(202, answer);
    }

    /// <summary>Gives a block the mask of its device.</summary>
    internal static void Move(IOTileEmulatorState state, string device, string block)
    {
        if (state.Masks.Remove(device, out var mask))
        {
            state.Masks[block] = mask;
            var from = StreamOf(state, device);
            foreach (var row in state.Events.Where(e => e.Stream == from))
            {
                (row.Stream, row.Project, row.Device) = (StreamOf(state, block), "", block);
            }
        }
    }

    private static string StreamOf(IOTileEmulatorState state, string slug) =>
        IOTileSlugs.Stream(state.Device(slug)?.Project is { } project ? (string)state.ProjectByText(project)!["slug"]! : "p--0000-0000", slug, MaskStream);

    private static JsonObject Of(string? start, string? end) => new() { ["start"] = start, ["end"] = end };

    private static Instant? Start(JsonObject values) => (string?)values["start"] is { } text ? IOTileTimes.Strict(text) : null;

    private static Instant? End(JsonObject values) => (string?)values["end"] is { } text ? IOTileTimes.Strict(text) : null;
}
