using System.Numerics;

namespace Energy.Clients.Emulators;

/// <summary>What the Open CEC emulator knows: the rows of the eight resources. Safe for any number of threads.</summary>
public sealed class OpenCecEmulatorState
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, OpenCecRows> _tables = OpenCecSchema.Tables.ToDictionary(static t => t.Resource, static _ => new OpenCecRows(), StringComparer.Ordinal);

    internal OpenCecEmulatorState(TimeProvider clock) => _clock = clock;

    /// <summary>Whether the database is away: then every request with a key is answered 500, the status included.</summary>
    public bool DatabaseIsDown { get; set; }

    /// <summary>Replaces everything by the rows of a document: an object with one array a resource (<c>listings</c>, <c>device-classes</c>, …), each row as the server would give
    /// it.</summary>
    /// <param name="seed">The document. Members of rows that the server does not have are dropped; without a <c>keys</c> array nobody is let in.</param>
    /// <exception cref="FormatException">The document names a resource that the server does not have, or a row has no id.</exception>
    public void Load(JsonElement seed)
    {
        if (seed.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"The state must be an object with an array for each resource, it is {seed.ValueKind}.");
        }

        lock (_gate)
        {
            foreach (var rows in _tables.Values)
            {
                rows.Rows.Clear();
                rows.LastId = 0;
            }

            foreach (var resource in seed.EnumerateObject())
            {
                var table = OpenCecSchema.Tables.FirstOrDefault(t => t.Resource == resource.Name)
                    ?? throw new FormatException($"'{resource.Name}' is not a resource. Use {string.Join(", ", OpenCecSchema.Tables.Select(static t => t.Resource))}.");
                foreach (var row in resource.Value.EnumerateArray())
                {
                    Add(table, row);
                }
            }
        }
    }

    /// <summary>How many rows a resource has.</summary>
    /// <param name="resource">The resource as in paths: <c>listings</c>, <c>device-classes</c>.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public int Count(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        lock (_gate)
        {
            return _tables.TryGetValue(resource, out var rows) ? rows.Rows.Count : throw new ArgumentException($"'{resource}' is not a resource.", nameof(resource));
        }
    }

    /// <summary>The rows of a resource, in the order in which the server would list them.</summary>
    /// <param name="resource">The resource as in paths: <c>listings</c>, <c>device-classes</c>.</param>
    /// <returns>The members of each row by their names on the wire.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> RowsOf(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        lock (_gate)
        {
            return _tables.TryGetValue(resource, out var rows)
                ? [.. rows.Rows.Select(static row => row.Values)] : throw new ArgumentException($"'{resource}' is not a resource.", nameof(resource));
        }
    }

    internal OpenCecRow[] Rows(OpenCecTable table)
    {
        lock (_gate)
        {
            return [.. _tables[table.Resource].Rows];
        }
    }

    internal OpenCecRow? Find(OpenCecTable table, BigInteger id)
    {
        lock (_gate)
        {
            return _tables[table.Resource].Rows.Find(row => row.Id == id);
        }
    }

    internal bool TryInsert(OpenCecTable table, Dictionary<string, object?> values, out OpenCecRow? row, out string? violation)
    {
        lock (_gate)
        {
            row = null;
            violation = Unstorable(table, values);
            if (violation is not null)
            {
                return false;
            }

            // From here on an id is used up, whether the row is kept or not.
            var rows = _tables[table.Resource];
            var id = ++rows.LastId;
            values = Narrow(values);
            violation = Broken(table, values, id, null);
            if (violation is not null)
            {
                return false;
            }

            values["id"] = id;
            if (table.HasCreatedAt)
            {
                values["created_at"] = Now();
            }

            if (table.HasUpdatedAt)
            {
                values["updated_at"] = values["created_at"];
            }

            row = new OpenCecRow(id, values);
            rows.Rows.Add(row);
            return true;
        }
    }

    internal bool TryUpdate(OpenCecTable table, BigInteger id, Dictionary<string, object?> changes, out OpenCecRow? row, out string? violation)
    {
        lock (_gate)
        {
            violation = null;
            var rows = _tables[table.Resource].Rows;
            row = rows.Find(r => r.Id == id);
            if (row is null)
            {
                return false;
            }

            violation = Unstorable(table, changes);
            if (violation is not null)
            {
                return false;
            }

            changes = Narrow(changes);
            var known = row;
            if (changes.All(change => AreSame(known.Values[change.Key], change.Value)))
            {
                return true;
            }

            var values = new Dictionary<string, object?>(known.Values, StringComparer.Ordinal);
            foreach (var (name, value) in changes)
            {
                values[name] = value;
            }

            violation = Broken(table, values, known.Id, known);
            if (violation is not null)
            {
                return false;
            }

            if (table.HasUpdatedAt)
            {
                values["updated_at"] = Now();
            }

            row = new OpenCecRow(known.Id, values);
            rows.Remove(known);
            rows.Add(row);
            return true;
        }
    }

    internal bool TryDelete(OpenCecTable table, BigInteger id, out string? violation)
    {
        lock (_gate)
        {
            violation = null;
            var rows = _tables[table.Resource].Rows;
            if (rows.Find(r => r.Id == id) is not { } row)
            {
                return false;
            }

            foreach (var (from, column) in ReferencesTo(table))
            {
                if (table.DeletesReferences)
                {
                    _tables[from.Resource].Rows.RemoveAll(r => r.Values[column.Name] is int found && found == row.Id);
                }
                else if (_tables[from.Resource].Rows.Exists(r => r.Values[column.Name] is int found && found == row.Id))
                {
                    violation = OpenCecViolations.StillReferenced(table, row.Id, from, column);
                    return false;
                }
            }

            rows.Remove(row);
            return true;
        }
    }

    /// <summary>Listings with what belongs to them inside, as the unfinished read gives them.</summary>
    internal Dictionary<string, object?>[] Nest(IEnumerable<OpenCecRow> listings)
    {
        lock (_gate)
        {
            return [.. listings.Select(Nest)];
        }
    }

    private static IEnumerable<(OpenCecTable From, OpenCecColumn Column)> ReferencesTo(OpenCecTable table) =>
        OpenCecSchema.Tables.SelectMany(from => from.Columns.Where(c => c.References == table.Resource).Select(c => (from, c)));

    private static bool AreSame(object? left, object? right) =>
        left is IReadOnlyList<object?> ours && right is IReadOnlyList<object?> theirs ? ours.SequenceEqual(theirs) : Equals(left, right);

    // What the driver cannot even send.
    private static string? Unstorable(OpenCecTable table, Dictionary<string, object?> values)
    {
        foreach (var value in values.Values)
        {
            if (value is string text && text.Contains('\0', StringComparison.Ordinal)
                || value is IEnumerable<object?> items && items.OfType<string>().Any(static t => t.Contains('\0', StringComparison.Ordinal)))
            {
                return OpenCecViolations.Nul;
            }
        }

        return values.Values.Any(static v => v is BigInteger number && (number > int.MaxValue || number < int.MinValue)) ? OpenCecViolations.OutOfRange(table, values) : null;
    }

    private static Dictionary<string, object?> Narrow(Dictionary<string, object?> values) =>
        values.ToDictionary(static v => v.Key, static v => v.Value is BigInteger number ? (int)number : v.Value, StringComparer.Ordinal);

    private string? Broken(OpenCecTable table, Dictionary<string, object?> values, int id, OpenCecRow? self)
    {
        if (table.Columns.FirstOrDefault(c => c.IsNotNull && values[c.Name] is null) is { } empty)
        {
            return OpenCecViolations.NotNull(table, empty.Name, id, values);
        }

        if (table.Unique is { } unique && _tables[table.Resource].Rows.Exists(row => row != self && unique.Columns.All(c => AreSame(row.Values[c], values[c]))))
        {
            return OpenCecViolations.Unique(table, values);
        }

        foreach (var column in table.Columns)
        {
            if (column.References is { } resource && !_tables[resource].Rows.Exists(row => row.Id == (int)values[column.Name]!))
            {
                return OpenCecViolations.UnknownReference(table, column, OpenCecSchema.Tables.First(t => t.Resource == resource), values);
            }
        }

        return null;
    }

    private Dictionary<string, object?> Nest(OpenCecRow listing)
    {
        var nested = new Dictionary<string, object?>(listing.Values, StringComparer.Ordinal)
        {
            ["entity_type"] = _tables["entity-types"].Rows.Find(row => Equals(row.Id, listing.Values["entity_type_id"]))?.Values,
            ["listing_device_classes"] = Of("listing-device-classes").Select(link =>
            {
                var deviceClass =
                    new Dictionary<string, object?>(_tables["device-classes"].Rows.First(row => Equals(row.Id, link["device_class_id"])).Values, StringComparer.Ordinal);
                deviceClass["device_class_attributes"] =
                    _tables["device-class-attributes"].Rows.Where(row => Equals(row.Values["device_class_id"], deviceClass["id"])).Select(static row => row.Values).ToArray();
                return new Dictionary<string, object?>(link, StringComparer.Ordinal) { ["device_class"] = deviceClass };
            }).ToArray(),
            ["listing_device_class_attributes"] = Of("listing-device-class-attributes").ToArray(),
            ["certificates"] = Of("certificates").ToArray(),
        };
        return nested;

        IEnumerable<IReadOnlyDictionary<string, object?>> Of(string resource) =>
            _tables[resource].Rows.Where(row => Equals(row.Values["listing_id"], listing.Id)).Select(static row => row.Values);
    }

    private void Add(OpenCecTable table, JsonElement json)
    {
        if (!json.TryGetProperty("id", out var idJson) || !idJson.TryGetInt32(out var id))
        {
            throw new FormatException($"A row of '{table.Resource}' has no id.");
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = id };
        foreach (var column in table.Columns)
        {
            values[column.Name] = json.TryGetProperty(column.Name, out var value) ? FromJson(value) : column.Default;
        }

        foreach (var stamp in (ReadOnlySpan<string>)[.. table.HasCreatedAt ? ["created_at"] : Array.Empty<string>(),
            .. table.HasUpdatedAt ? ["updated_at"] : Array.Empty<string>()])
        {
            values[stamp] = json.TryGetProperty(stamp, out var value) ? value.GetString() : Now();
        }

        var rows = _tables[table.Resource];
        rows.Rows.Add(new OpenCecRow(id, values));
        rows.LastId = Math.Max(rows.LastId, id);
    }

    private static object? FromJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetInt32(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.EnumerateArray().Select(FromJson).ToArray(),
        _ => null,
    };

    // Microseconds, without a zone; the fraction is left out when it is zero.
    private string Now()
    {
        var now = _clock.GetUtcNow();
        var hasFraction = now.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond != 0;
        return now.ToString(hasFraction ? "yyyy-MM-ddTHH:mm:ss.ffffff" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }
}
