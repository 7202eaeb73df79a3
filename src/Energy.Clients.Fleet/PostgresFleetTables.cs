namespace Energy.Clients.Fleet;

/// <summary>The tables of a fleet, and every statement that is sent about them. All text but the schema's name, which was checked, is constant.</summary>
internal sealed class PostgresFleetTables(string schema)
{
    /// <summary>The version of the tables that this package makes and reads.</summary>
    public const int Version = 1;

    private readonly string _schema = $"\"{schema}\"";

    /// <summary>One at a time makes tables or deals series to shards.</summary>
    public static string Lock => "select pg_advisory_xact_lock(7301995182640018)";

    public string Create => $"""
        create schema if not exists {_schema};
        create table if not exists {_schema}.fleet_version (tables integer not null, version bigint not null);
        insert into {_schema}.fleet_version select {Version}, 1 where not exists (select from {_schema}.fleet_version);
        create table if not exists {_schema}.fleet_series (
            series text primary key, account text not null, every_seconds integer not null, shard integer not null, look_back_seconds bigint not null, since timestamptz not null, sink text,
            failures integer not null default 0, retry_at timestamptz, error text, remark text, added timestamptz not null default now());
        create index if not exists fleet_series_shard on {_schema}.fleet_series (account, every_seconds, shard);
        create table if not exists {_schema}.fleet_shards (
            account text not null, every_seconds integer not null, shard integer not null, series integer not null, process text, started timestamptz, ended timestamptz, primary key (account, every_seconds, shard));
        create table if not exists {_schema}.fleet_processes (process text primary key, seen timestamptz not null, remark text);
        create table if not exists {_schema}.fleet_leases (share text primary key, process text not null, until timestamptz not null);
        comment on table {_schema}.fleet_series is 'What a fleet reads, and what went wrong last.';
        comment on table {_schema}.fleet_shards is 'Series that one job reads, and when it last did.';
        comment on table {_schema}.fleet_leases is 'Which process reads which account.';
        """;

    public string GetVersion => $"select tables from {_schema}.fleet_version";

    /// <summary>Sees the table as it was before, so what is kept is told apart.</summary>
    public string CheckIn => $"""
        with me as (
            insert into {_schema}.fleet_processes (process, seen, remark) values ($1, now(), $2) on conflict (process) do update set seen = excluded.seen, remark = excluded.remark
        ), gone as (
            delete from {_schema}.fleet_processes where seen < now() - interval '1 hour' and process <> $1
        ), kept as (
            update {_schema}.fleet_leases set until = now() + $3 where process = $1 and share = any($4) returning share
        ), returned as (
            delete from {_schema}.fleet_leases where process = $1 and not share = any($4)
        )
        select now(), (select version from {_schema}.fleet_version),
            array(select process from {_schema}.fleet_processes where seen > now() - $3 and remark is null),
            array(select share from kept),
            array(select share from {_schema}.fleet_leases where until > now() and process <> $1 order by share),
            array(select process from {_schema}.fleet_leases where until > now() and process <> $1 order by share)
        """;

    public string Take => $"""
        insert into {_schema}.fleet_leases as l (share, process, until) select share, $1, now() + $2 from unnest($3) as t(share) order by share
        on conflict (share) do update set process = excluded.process, until = excluded.until where l.until <= now()
        returning share
        """;

    public string Leave => $"with left_behind as (delete from {_schema}.fleet_leases where process = $1) delete from {_schema}.fleet_processes where process = $1";

    public string GetShards => $"select account, every_seconds, shard, series, started, ended from {_schema}.fleet_shards";

    public string GetShard => $"""
        select series, every_seconds, look_back_seconds, since, sink, failures, retry_at, error from {_schema}.fleet_series where account = $1 and every_seconds = $2 and shard = $3 order by series
        """;

    public string Save => $"""
        with changed as (
            update {_schema}.fleet_series s set failures = n.failures, retry_at = n.retry_at, error = n.error
            from unnest($7::text[], $8::int[], $9::timestamptz[], $10::text[]) as n(series, failures, retry_at, error) where s.series = n.series
        )
        update {_schema}.fleet_shards set process = $4, started = $5, ended = coalesce($6, ended) where account = $1 and every_seconds = $2 and shard = $3
        """;

    public string Find => $"select series, every_seconds from {_schema}.fleet_series where series = any($1)";

    public string Add => $"""
        insert into {_schema}.fleet_series (series, account, every_seconds, shard, look_back_seconds, since, sink)
        select * from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::bigint[], $6::timestamptz[], $7::text[])
        """;

    public string MarkDuplicates => $"update {_schema}.fleet_series s set remark = n.remark from unnest($1::text[], $2::text[]) as n(series, remark) where s.series = n.series";

    public string AddToShards => $"""
        insert into {_schema}.fleet_shards as s (account, every_seconds, shard, series) select * from unnest($1::text[], $2::int[], $3::int[], $4::int[])
        on conflict (account, every_seconds, shard) do update set series = s.series + excluded.series
        """;

    public string Forget => $"""
        delete from {_schema}.fleet_shards s using unnest($1::text[], $2::int[], $3::int[]) as n(account, every_seconds, shard)
        where s.account = n.account and s.every_seconds = n.every_seconds and s.shard = n.shard and s.series <= 0
        """;

    public string Changed => $"update {_schema}.fleet_version set version = version + 1";

    public string Remove => $"delete from {_schema}.fleet_series where series = any($1) returning account, every_seconds, shard";

    public string GetProcesses => $"""
        select now(), p.process, p.seen, p.remark, array(select share from {_schema}.fleet_leases l where l.process = p.process and l.until > now() order by share)
        from {_schema}.fleet_processes p where p.seen > now() - $1 order by p.process
        """;

    public string GetStatus => $"""
        select f.series, f.every_seconds, f.look_back_seconds, f.since, f.sink, f.failures, f.retry_at, f.error, f.account, f.shard, f.remark, f.added, s.ended, c.checkpoint::jsonb ->> 'through'
        from {_schema}.fleet_series f
            left join {_schema}.fleet_shards s on s.account = f.account and s.every_seconds = f.every_seconds and s.shard = f.shard
            left join {_schema}.checkpoints c on c.name = f.series
        order by f.series
        """;
}
