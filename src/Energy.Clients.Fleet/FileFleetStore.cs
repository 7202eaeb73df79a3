using System.Text.Json.Serialization.Metadata;
using NodaTime.Text;

namespace Energy.Clients.Fleet;

/// <summary>A fleet of one process in a folder: <c>register.json</c>, which any process may change, <c>status.json</c>, which the one that reads writes, and the
/// readings.</summary>
internal sealed class FileFleetStore : IFleetStore
{
    private static readonly InstantPattern Pattern = InstantPattern.ExtendedIso;

    private readonly string _folder;
    private readonly int _shardSize;
    private readonly TimeProvider _time;
    private readonly FileSink _sink;
    private readonly Lock _lock = new();
    private FileStream? _running;
    private FileFleetStatus? _status;
    private bool _isDirty;

    public FileFleetStore(FleetOptions options, TimeProvider time)
    {
        _folder = Path.GetFullPath(options.Folder);
        _shardSize = options.ShardSize;
        _time = time;
        _sink = FileSink.CsvFolder(Path.Combine(_folder, "readings"));
    }

    public bool IsShared => false;

    public ICheckpointedSink Sink => _sink;

    private string RegisterPath => Path.Combine(_folder, "register.json");

    private string StatusPath => Path.Combine(_folder, "status.json");

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, "running.lock");
        try
        {
            _running ??= new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException(
                $"Another process reads the fleet in '{_folder}' ('{path}' is locked). Stop it, choose another Folder, or give ConnectionString for several processes.", e);
        }

        // What failed before goes on waiting, and readings are told to be as far as they are.
        _status = ReadStatus() ?? new FileFleetStatus("", Pattern.Format(Now), null, [], []);
        return Task.CompletedTask;
    }

    public async Task<int> AddAsync(IReadOnlyCollection<FleetSeries> series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var _ = await LockRegisterAsync(cancellationToken).ConfigureAwait(false);
        var rows = ReadRegister();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var shards = new FleetShards(_shardSize);
        foreach (var (place, row) in rows.Index())
        {
            places[row.Series] = place;
        }

        foreach (var shard in rows.Select(static r => r.ToShard(r.ToSeries())).CountBy(static s => s))
        {
            shards.Add(shard.Key, shard.Value);
        }

        var before = rows.Count;
        foreach (var one in series)
        {
            if (places.TryGetValue(one.Series.ToString(), out var place))
            {
                rows[place] = rows[place] with { Remark = FleetTexts.Duplicate(rows[place].ToSeries()) };
                continue;
            }

            places.Add(one.Series.ToString(), rows.Count);
            rows.Add(FileFleetRow.Of(one, shards.Deal(one)));
        }

        Write(RegisterPath, rows, FileFleetJsonContext.Default.ListFileFleetRow);
        return rows.Count - before;
    }

    public async Task<int> RemoveAsync(IReadOnlyCollection<SeriesUri> series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var _ = await LockRegisterAsync(cancellationToken).ConfigureAwait(false);
        var rows = ReadRegister();
        var names = series.Select(static s => s.ToString()).ToHashSet(StringComparer.Ordinal);
        var removed = rows.RemoveAll(r => names.Contains(r.Series));
        Write(RegisterPath, rows, FileFleetJsonContext.Default.ListFileFleetRow);
        return removed;
    }

    public Task<FleetStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var now = Now;
        FileFleetStatus? status;
        lock (_lock)
        {
            status = _status ?? ReadStatus();
            var series = ReadRegister().Select(row =>
            {
                var one = row.ToSeries();
                var shard = row.ToShard(one);
                var state = status?.Series.GetValueOrDefault(row.Series);
                return FleetTexts.Status(EntryOf(one, state), shard, TimeOf(status?.Runs.GetValueOrDefault(shard.Name)), null, TimeOf(state?.Through), row.Remark, now);
            }).OrderBy(static s => s.Series.Series.ToString(), StringComparer.Ordinal).ToList();
            FleetProcessStatus[] processes = status is { Process.Length: > 0 }
                ? [new FleetProcessStatus
                    {
                        Name = status.Process,
                        Seen = TimeOf(status.Seen)!.Value,
                        Accounts = [.. series.Select(static s => s.Series.Account).Distinct().Order(StringComparer.Ordinal)],
                        Remark = status.Remark,
                    }]
                : [];
            return Task.FromResult(new FleetStatus { At = now, Processes = processes, Series = series });
        }
    }

    public Task<FleetView> CheckInAsync(string process, string? remark, IReadOnlyCollection<string> keep, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _status = _status! with { Process = process, Seen = Pattern.Format(Now), Remark = remark };
            _isDirty = true;
            WriteStatus();
        }

        // A register that another process changed is another version; one that is being replaced is looked at next time.
        var file = new FileInfo(RegisterPath);
        var version = file.Exists ? HashCode.Combine(file.LastWriteTimeUtc, file.Length) : 0;
        return Task.FromResult(new FleetView(Now, [process], keep.ToDictionary(static share => share, _ => process), version));
    }

    public Task<IReadOnlyList<string>> TakeAsync(string process, IReadOnlyCollection<string> shares, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. shares]);

    public Task LeaveAsync(string process, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            WriteStatus();
        }

        return Task.CompletedTask;
    }

    /// <remarks>Nothing is told of their runs: a process that starts reads all of them at once.</remarks>
    public Task<IReadOnlyDictionary<FleetShard, FleetShardState>> GetShardsAsync(CancellationToken cancellationToken)
    {
        var counts = ReadRegister().Select(static r => r.ToShard(r.ToSeries())).CountBy(static s => s);
        return Task.FromResult<IReadOnlyDictionary<FleetShard, FleetShardState>>(counts.ToDictionary(static s => s.Key, static s => new FleetShardState(s.Value)));
    }

    public Task ForgetAsync(IReadOnlyCollection<FleetShard> shards, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<FleetEntry>> GetShardAsync(FleetShard shard, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<FleetEntry>>([.. ReadRegister()
                .Select(static r => (Row: r, Series: r.ToSeries()))
                .Where(r => r.Row.ToShard(r.Series) == shard)
                .Select(r => EntryOf(r.Series, _status?.Series.GetValueOrDefault(r.Row.Series)))]);
        }
    }

    public Task SaveAsync(string process, FleetRun run, Instant? ended, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var series = _status!.Series;
            foreach (var entry in run.Changed)
            {
                var name = entry.Series.Series.ToString();
                series[name] = new FileFleetState(entry.Failures, entry.RetryAt is { } at ? Pattern.Format(at) : null, entry.Error, series.GetValueOrDefault(name)?.Through);
            }

            foreach (var (name, through) in run.Through)
            {
                series[name] = (series.GetValueOrDefault(name) ?? new FileFleetState(0, null, null, null)) with { Through = Pattern.Format(through) };
            }

            if (ended is { } end)
            {
                _status.Runs[run.Shard.Name] = Pattern.Format(end);
            }

            _isDirty = true;
        }

        return Task.CompletedTask;
    }

    // Containers that are disposed without waiting ask for this one.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync().ConfigureAwait(false);
        if (_running is not null)
        {
            await _running.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static FleetEntry EntryOf(FleetSeries series, FileFleetState? state) => new(series, state?.Failures ?? 0, TimeOf(state?.RetryAt), state?.Error);

    private static Instant? TimeOf(string? text) => text is null ? null : Pattern.Parse(text).GetValueOrThrow();

    private List<FileFleetRow> ReadRegister() => Read(RegisterPath, FileFleetJsonContext.Default.ListFileFleetRow) ?? [];

    private FileFleetStatus? ReadStatus() => Read(StatusPath, FileFleetJsonContext.Default.FileFleetStatus);

    private void WriteStatus()
    {
        if (_isDirty && _status is not null)
        {
            Write(StatusPath, _status, FileFleetJsonContext.Default.FileFleetStatus);
            _isDirty = false;
        }
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize(file, type);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {e.Message} Mend what was changed in it, or remove it to start again.", e);
        }
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, value, type);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private async Task<FileStream> LockRegisterAsync(CancellationToken cancellationToken)
    {
        const int Tries = 100;
        Directory.CreateDirectory(_folder);
        for (var i = 0; ; i++)
        {
            try
            {
                return new FileStream(RegisterPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < Tries)
            {
                // Another process changes the register.
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
