namespace Energy.Clients.Postgres;

/// <summary>How a <see cref="PostgresSink"/> stores.</summary>
public sealed record PostgresSinkOptions
{
    /// <summary>The schema that holds the tables; created with the first write.</summary>
    /// <value><c>energy_clients</c> unless set: up to 63 of <c>a-z 0-9 _</c>, not a digit first, and not <c>pg_…</c>, which the server keeps for itself.</value>
    public string Schema
    {
        get;
        init => field = PostgresTables.IsSchemaName(value)
        ? value : throw new ArgumentException($"'{value}' cannot be the schema's name. Use up to 63 of a-z, 0-9 and _, not a digit first, and not pg_….", nameof(value));
    } = "energy_clients";

    /// <summary>Whether a missing value takes the place of a stored one. A vendor that does not answer for an interval has rarely found out that there was nothing.</summary>
    /// <value><see langword="false"/> unless set: the stored value stays.</value>
    public bool OverwriteWithMissing { get; init; }

    /// <summary>Readings that start before this instant are left alone, such as those of months that are settled: none is changed, and <b>none is added</b>, although the
    /// checkpoint moves on.</summary>
    /// <value>Nothing is frozen unless set.</value>
    public Instant? FrozenBefore { get; init; }

    /// <summary>
    /// How long the server works on one statement of a write, and how long it waits for a writer that stands still in the middle of one, before it ends it. Another writer of the
    /// same series waits for twice as long.
    /// </summary>
    /// <value>30 seconds unless set; from 1 second to 1 hour.</value>
    public Duration Timeout
    {
        get;
        init => field = value >= Duration.FromSeconds(1) && value <= Duration.FromHours(1)
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A statement gets from a second to an hour.");
    } = Duration.FromSeconds(30);

    /// <summary>Told after every write what became of it, from the threads that write.</summary>
    /// <value>Nobody unless set.</value>
    public IProgress<PostgresWrite>? Progress { get; init; }
}
