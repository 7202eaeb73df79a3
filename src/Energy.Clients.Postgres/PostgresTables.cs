using System.Text.RegularExpressions;

namespace Energy.Clients.Postgres;

/// <summary>The tables of one schema, and every statement that is sent. All text but the schema's name, which is checked and quoted, is constant; what users give goes into
/// parameters.</summary>
internal sealed partial class PostgresTables(string schema)
{
    /// <summary>The version of the tables that this package makes and writes.</summary>
    public const int Version = 1;

    /// <summary>One at a time makes tables, in any schema of a database.</summary>
    public const string LockSchema = "select pg_advisory_xact_lock(7301995182640017)";

    public const string CreateStaging =
        "create temporary table energy_clients_staging (start_time timestamptz not null, end_time timestamptz not null, value double precision) on commit drop";

    public const string CopyIntoStaging = "copy pg_temp.energy_clients_staging (start_time, end_time, value) from stdin (format binary)";

    public const string AnalyzeStaging = "analyze pg_temp.energy_clients_staging";

    /// <summary>How long locks may take, and how long the server waits for a writer between two statements; the limit of a statement is set when the lock is there.</summary>
    public const string LimitWaiting =
        "select set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $2, true), set_config('statement_timeout', '0', true)";

    public const string LimitStatements = "select set_config('statement_timeout', $1, true)";

    public const string Columns = """
        select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull and not a.atthasdef and a.attidentity = ''
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid = c.oid
        where n.nspname = $1 and c.relname = any($2) and a.attnum > 0 and not a.attisdropped
        """;

    public const string Keys = """
        select c.relname::text, string_agg(a.attname::text, ', ' order by k.place)
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_index i on i.indrelid = c.oid
            cross join unnest(i.indkey::int2[]) with ordinality k(number, place) left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
        where n.nspname = $1 and c.relname = any($2) and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        group by c.relname, i.indexrelid
        """;

    /// <summary>The columns that must be there, with the types as the server names them.</summary>
    public static readonly IReadOnlyDictionary<string, (string Name, string Type)[]> Expected = new Dictionary<string, (string, string)[]>
    {
        ["schema_version"] = [("version", "integer")],
        ["series"] =
        [
            ("id", "integer"), ("identity", "text"), ("unit", "text"), ("kind", "text"), ("positive", "text"), ("stamp", "text"), ("resolution", "interval"), ("zone", "text"),
        ],
        ["readings"] = [("series", "integer"), ("start_time", "timestamp with time zone"), ("end_time", "timestamp with time zone"), ("value", "double precision")],
        ["checkpoints"] = [("name", "text"), ("revision", "bigint"), ("checkpoint", "text"), ("moved", "timestamp with time zone")],
    };

    /// <summary>The keys without which a reading could be stored twice.</summary>
    public static readonly IReadOnlyDictionary<string, string> ExpectedKeys = new Dictionary<string, string>
    {
        ["series"] = "identity",
        ["readings"] = "series, start_time",
        ["checkpoints"] = "name",
    };

    // The sink looks at its tables once, and they may be changed while it lives. Into a column of other numbers a binary COPY would put the bits of a double, and a statement a
    // rounded one.
    private string HasTypes => $"""
        (select count(*) = 4 from pg_catalog.pg_attribute where attrelid = '{_schema}.readings'::regclass and not attisdropped and (attname::text, atttypid) in
            (('series', 'int4'::regtype), ('start_time', 'timestamptz'::regtype), ('end_time', 'timestamptz'::regtype), ('value', 'float8'::regtype)))
        """;

    private readonly string _schema = IsSchemaName(schema) ? $"\"{schema}\"" : throw new ArgumentException($"'{schema}' cannot be the schema's name.", nameof(schema));

    public string Schema { get; } = schema;

    public string Create => $"""
        create schema if not exists {_schema};
        create table if not exists {_schema}.schema_version (version integer not null);
        insert into {_schema}.schema_version select {Version} where not exists (select from {_schema}.schema_version);
        create table if not exists {_schema}.series (
            id integer generated always as identity primary key, identity text not null unique, unit text not null, kind text not null, positive text not null, stamp text not null, resolution interval, zone text);
        create table if not exists {_schema}.readings (series integer not null, start_time timestamptz not null, end_time timestamptz not null, value double precision, primary key (series, start_time));
        create table if not exists {_schema}.checkpoints (name text primary key, revision bigint not null, checkpoint text not null, moved timestamptz not null default now());
        comment on table {_schema}.series is 'Series of Energy.Clients: unit, kind and sign of their readings.';
        comment on table {_schema}.readings is 'Half-open intervals; end_time = start_time at one instant; value is null where the vendor has none.';
        comment on table {_schema}.checkpoints is 'How far each transfer came.';
        """;

    public string GetVersion => $"select version from {_schema}.schema_version";

    public string GetCheckpoint => $"select checkpoint from {_schema}.checkpoints where name = $1";

    public string GetCheckpoints => $"select name, checkpoint from {_schema}.checkpoints where name = any($1)";

    public string FindSeries => $"select identity, id, unit, kind, positive from {_schema}.series where identity = any($1)";

    public string AddManySeries => $"""
        insert into {_schema}.series (identity, unit, kind, positive, stamp, resolution, zone)
        select identity, unit, kind, positive, stamp, cast(resolution as interval), zone from unnest($1, $2, $3, $4, $5, $6, $7) as n(identity, unit, kind, positive, stamp, resolution, zone)
        on conflict (identity) do nothing
        """;

    /// <summary>Checkpoints that stand where they must are moved, and the readings of their series stored. Locks are taken in one order, and whoever waited for one compares with
    /// what was committed meanwhile.</summary>
    public string WriteMany => $"""
        with typed as (
            select {HasTypes} as fits
        ), input as (
            select * from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::int[], $7::text[])
                with ordinality as t(name, from_revision, from_text, to_revision, to_text, series, identity, place)
        ), known as (
            select i.* from input i join {_schema}.series s on s.id = i.series and s.identity = i.identity where (select fits from typed)
        ), held as materialized (
            select name from {_schema}.checkpoints where name = any($1) order by name for update
        ), moved as (
            update {_schema}.checkpoints c set revision = i.to_revision, checkpoint = i.to_text, moved = now()
            from known i join held h on h.name = i.name
            where c.name = i.name and i.from_text is not null and c.revision = i.from_revision and c.checkpoint::jsonb - 'version' = i.from_text::jsonb - 'version'
            returning c.name
        ), made as (
            insert into {_schema}.checkpoints (name, revision, checkpoint) select name, to_revision, to_text from known where from_text is null
            on conflict (name) do nothing
            returning name
        ), won as (
            select name from moved union all select name from made
        ), stored as (
            insert into {_schema}.readings as r (series, start_time, end_time, value)
            select i.series, n.start_time, n.end_time, n.value
            from unnest($8::int[], $9::timestamptz[], $10::timestamptz[], $11::double precision[]) as n(place, start_time, end_time, value)
                join known i on i.place = n.place join won w on w.name = i.name
            on conflict (series, start_time) do update set end_time = excluded.end_time, value = excluded.value
            where (excluded.value is not null or r.value is null or $12) and (r.value is distinct from excluded.value or r.end_time <> excluded.end_time)
        )
        select name from won union all select null where not (select fits from typed)
        """;

    public string LockCheckpoint => $"select checkpoint from {_schema}.checkpoints where name = $1 for update";

    public string AddCheckpoint => $"insert into {_schema}.checkpoints (name, revision, checkpoint) values ($1, $2, $3) on conflict (name) do nothing";

    public string MoveCheckpoint => $"update {_schema}.checkpoints set revision = $2, checkpoint = $3, moved = now() where name = $1";

    /// <summary>An advisory lock, and not one of the row: its holder can be found.</summary>
    public string LockSeries => $"select id, unit, kind, positive, pg_advisory_xact_lock('{_schema}.readings'::regclass::oid::int4, id) from {_schema}.series where identity = $1";

    public string AddSeries => $"""
        insert into {_schema}.series (identity, unit, kind, positive, stamp, resolution, zone) values ($1, $2, $3, $4, $5, cast($6 as interval), $7) on conflict (identity) do nothing
        """;

    public string DescribeSeries =>
        $"update {_schema}.series set unit = $2, kind = $3, positive = $4, stamp = $5, resolution = coalesce(cast($6 as interval), resolution), zone = coalesce($7, zone) "
            + $"where identity = $1";

    /// <summary>The table's name in it keeps others from changing the types until the transaction ends.</summary>
    public string HasReadings =>
        $"select exists (select from {_schema}.readings where series = (select id from {_schema}.series where identity = $1) and start_time between $2 and $3), {HasTypes}";

    public string CopyIntoReadings => $"copy {_schema}.readings (series, start_time, end_time, value) from stdin (format binary)";

    public string Merge => $"""
        merge into {_schema}.readings as r using pg_temp.energy_clients_staging as n on r.series = $1 and r.start_time = n.start_time and r.start_time between $2 and $3
        when matched and (n.value is not null or r.value is null or $4) and (r.value is distinct from n.value or r.end_time <> n.end_time) then update set end_time = n.end_time, value = n.value
        when not matched then insert (series, start_time, end_time, value) values ($1, n.start_time, n.end_time, n.value)
        """;

    /// <summary>The server's own limits do not reach a writer that stands still within a COPY, so whoever waits for it ends it.</summary>
    public string EndStalledWriter => $"""
        select pg_terminate_backend(a.pid)
        from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid join {_schema}.series s on l.objid = s.id::oid
        where s.identity = $1 and l.locktype = 'advisory' and l.objsubid = 2 and l.granted and l.classid = '{_schema}.readings'::regclass::oid
            and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
            and a.state = 'active' and a.wait_event = 'ClientRead' and a.query_start < clock_timestamp() - cast($2 as interval)
        """;

    public static bool IsSchemaName(string? name) => name is not null && SchemaName().IsMatch(name) && !name.StartsWith("pg_", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z")]
    private static partial Regex SchemaName();
}
