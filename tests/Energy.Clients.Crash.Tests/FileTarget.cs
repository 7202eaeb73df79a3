using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Crash.Tests;

/// <summary>CSV or JSON Lines.</summary>
internal sealed class FileTarget(string extension) : FolderTarget
{
    public override string Kind => extension;

    public override Task<OpenedSink> OpenAsync(string place)
    {
        var sink = extension == "csv" ? FileSink.Csv(PathAt(place)) : FileSink.JsonLines(PathAt(place));
        return Task.FromResult(new OpenedSink(new Transfer(sink, OpenedSink.Options), sink));
    }

    public override async Task<IReadOnlyList<Reading>> ReadAsync(string place)
    {
        var lines = await File.ReadAllLinesAsync(PathAt(place));
        return [.. extension == "csv" ? lines.Skip(1).Select(FromCsv) : lines.Select(FromJson)];
    }

    public override async Task<KillMark> LookAsync(string place)
    {
        var mark = PathAt(place) + ".checkpoint";
        if (!File.Exists(mark))
        {
            return new KillMark(0, false);
        }

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(mark));
        var counted = json.RootElement.TryGetProperty("checkpoint", out var checkpoint) && checkpoint.ValueKind == JsonValueKind.Object
            ? checkpoint.GetProperty("readings").GetInt64() : 0;
        return new KillMark(counted, new FileInfo(PathAt(place)).Length > json.RootElement.GetProperty("length").GetInt64());
    }

    private static Reading FromCsv(string line)
    {
        var fields = line.Split(',');
        return new Reading(At(fields[0]), At(fields[1]), fields[2].Length == 0 ? null : double.Parse(fields[2], CultureInfo.InvariantCulture));
    }

    private static Reading FromJson(string line)
    {
        using var json = JsonDocument.Parse(line);
        var value = json.RootElement.GetProperty("value");
        return new Reading(At(json.RootElement.GetProperty("start").GetString()!), At(json.RootElement.GetProperty("end").GetString()!),
            value.ValueKind == JsonValueKind.Null ? null : value.GetDouble());
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).GetValueOrThrow();

    private string PathAt(string place) => Path.Combine(place, "load." + extension);
}
