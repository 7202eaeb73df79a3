using Npgsql;
using NpgsqlTypes;

namespace Energy.Clients.Postgres;

/// <summary>A write of many series in one statement, which is its own transaction: each series is stored with its checkpoint, or not at all.</summary>
/// <remarks>Nothing of it is on the server before all of it is, and it commits without the client: whoever is frozen or dies holds no lock.</remarks>
internal sealed class ManyWrite(PostgresSink sink, IReadOnlyList<SeriesBatch> batches)
{
    private readonly List<int> _places = [];
    private readonly List<Reading> _readings = [];
    private readonly List<int> _owners = [];
    private readonly List<int> _ids = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    /// <summary>The places of the series that take part.</summary>
    public IReadOnlyList<int> Places => _places;

    /// <summary>How many readings take part.</summary>
    public int Readings => _readings.Count;

    /// <summary>Takes a series in, passing over what is frozen.</summary>
    /// <param name="place">Where it stands among the batches.</param>
    /// <param name="id">
    /// The id under which it is known: held here, since another write of the same sink may forget what it knows of the series meanwhile. The statement compares the id with the
    /// series' identity, so that one gone stale moves no checkpoint.
    /// </param>
    /// <exception cref="SeriesException">Its readings cannot be stored.</exception>
    /// <exception cref="ArgumentException">Another series moves the same checkpoint.</exception>
    public void Add(int place, int id)
    {
        var batch = batches[place];
        var readings = batch.Readings.Span;
        ReadingBatch.Check(batch.Series, readings);
        if (!_byName.TryAdd(batch.To.Name, place))
        {
            throw new ArgumentException(
                $"Two series of one write move the checkpoint {batch.To.Name}. Give each its own, or write them one after the other. Nothing of this one was stored.");
        }

        _places.Add(place);
        _ids.Add(id);
        foreach (ref readonly var reading in readings[ReadingBatch.CountBefore(readings, sink.Options.FrozenBefore)..])
        {
            _readings.Add(reading);
            _owners.Add(_places.Count);
        }
    }

    /// <returns>The names whose checkpoint stood where it had to; the others were left alone.</returns>
    public async Task<HashSet<string>> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var parts = _places.ConvertAll(p => batches[p]);
        var command = new NpgsqlCommand(sink.Tables.WriteMany, connection) { CommandTimeout = (int)Math.Ceiling(sink.Options.Timeout.TotalSeconds) };
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(Array(parts.ConvertAll(static b => b.To.Name)));
        command.Parameters.Add(Array(parts.ConvertAll(static b => b.From?.Revision ?? 0)));
        command.Parameters.Add(Array(parts.ConvertAll(static b => b.From?.ToText())));
        command.Parameters.Add(Array(parts.ConvertAll(static b => b.To.Revision)));
        command.Parameters.Add(Array(parts.ConvertAll(static b => b.To.ToText())));
        command.Parameters.Add(Array(_ids));
        command.Parameters.Add(Array(parts.ConvertAll(static b => b.Series.Identity)));
        command.Parameters.Add(Array(_owners));
        command.Parameters.Add(Times(_readings.ConvertAll(static r => ReadingBatch.ToMicroseconds(r.Start))));
        command.Parameters.Add(Times(_readings.ConvertAll(static r => ReadingBatch.ToMicroseconds(r.End))));
        command.Parameters.Add(Array(_readings.ConvertAll(static r => r.Value)));
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = sink.Options.OverwriteWithMissing });
        var moved = new HashSet<string>(StringComparer.Ordinal);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            moved.Add(reader.IsDBNull(0) ? throw sink.TypesChanged() : reader.GetString(0));
        }

        return moved;
    }

    private static NpgsqlParameter<T[]> Array<T>(List<T> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter<long[]> Times(List<long> values) => new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
}
