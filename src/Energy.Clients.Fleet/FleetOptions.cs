namespace Energy.Clients.Fleet;

/// <summary>How a fleet runs.</summary>
public sealed class FleetOptions
{
    /// <summary>PostgreSQL, for several processes: Npgsql's connection string. Register, leases, checkpoints and readings are kept there. A secret.</summary>
    /// <value><see langword="null"/>: one process, everything in <see cref="Folder"/>.</value>
    public string? ConnectionString { get; set; }

    /// <summary>The schema of the database that holds all tables; made at the first start.</summary>
    /// <value><c>energy_clients</c>.</value>
    public string Schema { get; set; } = "energy_clients";

    /// <summary>Where register, status and readings (CSV, one file a series) are kept without a database.</summary>
    /// <value><c>energy-fleet</c> in the current directory.</value>
    public string Folder { get; set; } = "energy-fleet";

    /// <summary>How many series of an account are read by one job. 1 to 1,000; a change holds for series added from then on.</summary>
    /// <value>500.</value>
    public int ShardSize { get; set; } = 500;

    /// <summary>How soon the work of a process that died is taken over by the others. 2 s to 5 min.</summary>
    /// <value>10 s.</value>
    public TimeSpan CheckIn { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many shards a process reads at once. 1 to 1,000.</summary>
    /// <value>16.</value>
    public int ShardsAtOnce { get; set; } = 16;

    /// <summary>How many series of one account a process reads at once; the account's rate holds besides. 1 to 1,000.</summary>
    /// <value>8.</value>
    public int SeriesAtOnce { get; set; } = 8;

    /// <summary>The longest wait before a series that fails is tried again; a vendor's Retry-After goes before it. 1 s to 7 days.</summary>
    /// <value>6 h.</value>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a shutdown waits for reads that are under way before they are handed back. 0 to 10 min; keep it below the host's own <c>ShutdownTimeout</c>.</summary>
    /// <value>20 s.</value>
    public TimeSpan ShutdownLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How far the clock may be from the database's before the process leaves the work to others, or, without a database, from the vendors' before the status says so. 1 s
    /// to 1 day.</summary>
    /// <value>30 s.</value>
    public TimeSpan MaxClockError { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Accounts that several processes may read at once, by name (<c>stem+north</c>), and how many. Each process keeps the account's configured rate for itself: set that
    /// to the vendor's limit divided by this number.</summary>
    /// <value>None: each account is read by one process at a time, which keeps its whole rate.</value>
    public IDictionary<string, int> Shares { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, int> SharesByAccount => (Dictionary<string, int>)Shares;
}
