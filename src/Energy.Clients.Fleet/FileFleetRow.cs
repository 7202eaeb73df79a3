using NodaTime.Text;

namespace Energy.Clients.Fleet;

/// <summary>A row of the register as it stands in its file.</summary>
internal sealed record FileFleetRow(string Series, string Since, long EverySeconds, long LookBackSeconds, string? Sink, int Shard, string? Remark)
{
    public static FileFleetRow Of(FleetSeries series, FleetShard shard) => new(
        series.Series.ToString(), InstantPattern.ExtendedIso.Format(series.Since), (long)series.Every.TotalSeconds, (long)series.LookBack.TotalSeconds, series.Sink, shard.Number,
        null);

    public FleetSeries ToSeries() => new()
    {
        Series = SeriesUri.Parse(Series),
        Since = InstantPattern.ExtendedIso.Parse(Since).GetValueOrThrow(),
        Every = Duration.FromSeconds(EverySeconds),
        LookBack = Duration.FromSeconds(LookBackSeconds),
        Sink = Sink,
    };

    public FleetShard ToShard(FleetSeries series) => new(series.Account, (int)EverySeconds, Shard);
}

/// <summary>How a series stands, as it stands in the file of the process that reads it.</summary>
internal sealed record FileFleetState(int Failures, string? RetryAt, string? Error, string? Through);

/// <summary>What the process that reads leaves behind for others to see.</summary>
internal sealed record FileFleetStatus(string Process, string Seen, string? Remark, Dictionary<string, FileFleetState> Series, Dictionary<string, string> Runs);

/// <summary>The JSON of a fleet's files, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<FileFleetRow>))]
[JsonSerializable(typeof(FileFleetStatus))]
internal sealed partial class FileFleetJsonContext : JsonSerializerContext;
