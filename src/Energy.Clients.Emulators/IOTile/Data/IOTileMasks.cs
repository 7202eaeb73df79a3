using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>The masks of devices and data blocks: a window of time, outside of which their data are hidden. Each change leaves a note on the target.</summary>
internal static class IOTileMasks
{
    internal static void Map(IOTileEmulator server, string resource, Func<IOTileCall, string> target)
    {
        var path = resource + "/{slug}/mask/";
        server.Map("GET", path, c => new IOTileReply(200, c.State.Masks.TryGetValue(target(c), out var mask) ? mask.DeepClone() : Of(null, null)));
        server.Map("PATCH", path, c => Set(c, target(c)));
        server.Map("DELETE", path, c =>
        {
            var slug = target(c);
            c.State.Masks.Remove(slug);
            IOTileAnnotations.AddNote(c, slug, c.Now, "Data mask cleared");
            return new IOTileReply(204);
        });
    }

    internal static bool Shows(IOTileEmulatorState state, IOTileRow row)
    {
        var mask = state.Masks.GetValueOrDefault(row.Device);
        return !((string?)mask?["start"] is { } start && row.Timestamp < IOTileTimes.Strict(start)) && !((string?)mask?["end"] is { } end && row.Timestamp >= IOTileTimes.Strict(end));
    }

    private static IOTileReply Set(IOTileCall c, string slug)
    {
        var (start, end) = IOTileDevices.Window(c);
        var mask = Of(start is { } s ? IOTileTimes.Full(s) : null, end is { } e ? IOTileTimes.Full(e) : null);
        c.State.Masks[slug] = mask;
        IOTileAnnotations.AddNote(c, slug, c.Now, $"Data mask set ( start: {(string?)mask["start"]} end: {(string?)mask["end"]} )");
        var answer = mask.DeepClone().AsObject();
        answer["events"] = new JsonArray();
        answer["data"] = new JsonArray();
        return new IOTileReply(202, answer);
    }

    private static JsonObject Of(string? start, string? end) => new() { ["start"] = start, ["end"] = end };
}
