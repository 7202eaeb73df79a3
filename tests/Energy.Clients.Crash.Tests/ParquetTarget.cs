using System.Text.Json;
using Energy.Clients.Parquet;
using NodaTime;
using Parquet;

namespace Energy.Clients.Crash.Tests;

/// <summary>A Parquet file, looked at with the library alone.</summary>
internal sealed class ParquetTarget : FolderTarget
{
    public override string Kind => "parquet";

    public override Task<OpenedSink> OpenAsync(string place)
    {
        var sink = ParquetSink.ToFile(PathAt(place));
        return Task.FromResult(new OpenedSink(new Transfer(sink, OpenedSink.Options), sink));
    }

    public override async Task<IReadOnlyList<Reading>> ReadAsync(string place)
    {
        List<Reading> readings = [];
        await using var reader = await ParquetReader.CreateAsync(PathAt(place));
        var fields = reader.Schema.DataFields;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var (starts, ends, values) = (new DateTime[group.RowCount], new DateTime[group.RowCount], new double?[group.RowCount]);
            await group.ReadAsync<DateTime>(fields[0], starts.AsMemory());
            await group.ReadAsync<DateTime>(fields[1], ends.AsMemory());
            await group.ReadAsync<double>(fields[2], values.AsMemory());
            readings.AddRange(values.Select((v, n) => new Reading(At(starts[n]), At(ends[n]), v)));
        }

        return readings;
    }

    public override async Task<KillMark> LookAsync(string place)
    {
        var mark = PathAt(place) + ".checkpoint";
        if (!File.Exists(mark))
        {
            return new KillMark(0, false);
        }

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(mark));
        var length = json.RootElement.GetProperty("footerAt").GetInt64() + json.RootElement.GetProperty("footer").GetBytesFromBase64().Length;
        var counted = json.RootElement.TryGetProperty("checkpoint", out var checkpoint) ? Checkpoint.Parse(checkpoint.GetString()!).Readings : 0;
        return new KillMark(counted, new FileInfo(PathAt(place)).Length != length);
    }

    private static Instant At(DateTime time) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static string PathAt(string place) => Path.Combine(place, "load.parquet");
}
