namespace Energy.Clients;

/// <summary>What every client of the family can be told. Bound from configuration or set in code; checked at start, at the first resolve, and by <c>new</c>, with the same
/// text.</summary>
public abstract class EnergyClientOptions
{
    /// <summary>The default of <see cref="TotalTimeout"/>.</summary>
    public static readonly TimeSpan DefaultTotalTimeout = TimeSpan.FromSeconds(100);

    /// <summary>The default of <see cref="AttemptTimeout"/>.</summary>
    public static readonly TimeSpan DefaultAttemptTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The default of <see cref="BodyIdleTimeout"/>.</summary>
    public static readonly TimeSpan DefaultBodyIdleTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The default of <see cref="QueueTimeout"/>.</summary>
    public static readonly TimeSpan DefaultQueueTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The default of <see cref="RetryBaseDelay"/>.</summary>
    public static readonly TimeSpan DefaultRetryBaseDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>The default of <see cref="RetryMaxDelay"/>.</summary>
    public static readonly TimeSpan DefaultRetryMaxDelay = TimeSpan.FromSeconds(20);

    /// <summary>The default of <see cref="PooledConnectionLifetime"/>.</summary>
    public static readonly TimeSpan DefaultPooledConnectionLifetime = TimeSpan.FromMinutes(5);

    private EnergyCredential? _credential;

    /// <summary>The server's address: scheme, host, port and, where the service lives below a path, that path. https, unless the host is loopback or <see cref="AllowHttp"/> is
    /// set.</summary>
    /// <value>The vendor's public address, where there is one.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Whether a plain <c>http</c> address off loopback is accepted. The credential then travels in the clear.</summary>
    /// <value><see langword="false"/>.</value>
    public bool AllowHttp { get; set; }

    /// <summary>How long one call may last: from the call to the headers, with retries, and for answers that are read as a whole, to the end of the body. The time in the queue of
    /// the rate budget does not count: see <see cref="QueueTimeout"/>. 1 ms to 1 day, or infinite.</summary>
    /// <value>100 s.</value>
    public TimeSpan TotalTimeout { get; set; } = DefaultTotalTimeout;

    /// <summary>How long one try may take to the headers; not longer than <see cref="TotalTimeout"/>.</summary>
    /// <value>30 s.</value>
    public TimeSpan AttemptTimeout { get; set; } = DefaultAttemptTimeout;

    /// <summary>How long a body may stand still while it is waited for. The time that a consumer takes between items does not count. 1 ms to 1 day.</summary>
    /// <value>30 s.</value>
    public TimeSpan BodyIdleTimeout { get; set; } = DefaultBodyIdleTimeout;

    /// <summary>
    /// How many bytes a second a body must bring, on average over each <see cref="BodyIdleTimeout"/> that is spent waiting for it: so that a server that sends a byte now and then
    /// is noticed.
    /// 0 to 1,000,000; 0 asks for nothing.
    /// </summary>
    /// <value>16.</value>
    public int MinBodyBytesPerSecond { get; set; } = 16;

    /// <summary>
    /// How long a call may stand in the queue of its account's rate budget, behind other calls; each try stands there again. 1 ms to 1 day. A rest that the server asks for and
    /// that is longer than what the call has left of <see cref="TotalTimeout"/> ends it at once in any case.
    /// </summary>
    /// <value>10 min.</value>
    public TimeSpan QueueTimeout { get; set; } = DefaultQueueTimeout;

    /// <summary>How often a request, or a page whose body was cut, is tried again. 0 to 20; safe methods only, and calls that are marked idempotent.</summary>
    /// <value>3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The wait before the first retry; it doubles each time, times a random factor of one half to one and a half. 0 to 1 h. A server's <c>Retry-After</c> can make it
    /// longer, not shorter.</summary>
    /// <value>0.5 s.</value>
    public TimeSpan RetryBaseDelay { get; set; } = DefaultRetryBaseDelay;

    /// <summary>The longest wait that is chosen between tries; not shorter than <see cref="RetryBaseDelay"/>. Not applied to <c>Retry-After</c>.</summary>
    /// <value>20 s.</value>
    public TimeSpan RetryMaxDelay { get; set; } = DefaultRetryMaxDelay;

    /// <summary>
    /// The rate budget of each account, or of the server for a client without a credential: requests per second in the long run, above 0; <see langword="null"/> learns the rate
    /// once the server refuses a request with 429. All callers of an account share the budget, and it rests when the server says so.
    /// </summary>
    /// <value><see langword="null"/>.</value>
    public double? RequestsPerSecond { get; set; }

    /// <summary>How many requests of an account may go at once after a quiet time, 1 to 10,000. Without <see cref="RequestsPerSecond"/> it has no effect.</summary>
    /// <value>10.</value>
    public int RequestBurst { get; set; } = 10;

    /// <summary>The largest body that is read as a whole (models, errors, one window of readings), in bytes. 1 KiB to 1 GiB.</summary>
    /// <value>32 MiB.</value>
    public int MaxBufferedBodyBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The largest body that is streamed, in bytes: a body that never ends is an error. At least 1 KiB.</summary>
    /// <value>4 GiB.</value>
    public long MaxStreamedBodyBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>The largest single item or member of a streamed body, in bytes. 1 KiB to 1 GiB.</summary>
    /// <value>1 MiB.</value>
    public int MaxItemBytes { get; set; } = 1024 * 1024;

    /// <summary>How deep JSON may nest, 4 to 1,000.</summary>
    /// <value>64.</value>
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>Whether a JSON member that the package does not know is an <see cref="EnergyPayloadException"/>. Otherwise it is kept, counted and logged once a name.</summary>
    /// <value><see langword="false"/>.</value>
    public bool Strict { get; set; }

    /// <summary>Whether the package retries, waits for the rate budget and limits attempts. Switch it off to chain a pipeline of your own; sign-in, the redirect guard and the
    /// limits of bodies stay.</summary>
    /// <value><see langword="true"/>.</value>
    public bool UseResilience { get; set; } = true;

    /// <summary>How long a pooled connection is used before a new one is made, so that a change of DNS is noticed. 1 s to 1 day.</summary>
    /// <value>5 min.</value>
    public TimeSpan PooledConnectionLifetime { get; set; } = DefaultPooledConnectionLifetime;

    /// <summary>The names of the vendor's own settings, as <c>nameof</c>; a key of a section that is neither one of them nor one of this class is refused. For authors of vendor
    /// clients.</summary>
    /// <value>Nothing.</value>
    protected abstract IReadOnlyList<string> OwnSettings { get; }

    /// <summary>The names of all settings, which are the keys of a section.</summary>
    internal IEnumerable<string> Settings =>
    [
        nameof(BaseAddress), .. OwnSettings, nameof(AllowHttp), nameof(TotalTimeout), nameof(AttemptTimeout), nameof(BodyIdleTimeout), nameof(MinBodyBytesPerSecond),
        nameof(QueueTimeout),
        nameof(MaxRetries), nameof(RetryBaseDelay), nameof(RetryMaxDelay), nameof(RequestsPerSecond), nameof(RequestBurst), nameof(MaxBufferedBodyBytes),
        nameof(MaxStreamedBodyBytes),
        nameof(MaxItemBytes), nameof(MaxJsonDepth), nameof(Strict), nameof(UseResilience), nameof(PooledConnectionLifetime),
    ];

    /// <summary>What the options are now, out of reach of later changes.</summary>
    internal EnergyClientOptions Copy() => (EnergyClientOptions)MemberwiseClone();

    /// <summary>Sets the credential in code, for keys and passwords that come from a vault. It goes before the credential properties of the vendor's options.</summary>
    /// <param name="credential">The credential.</param>
    /// <remarks>A method and not a property, so that no configuration file can be asked to bind it.</remarks>
    public void UseCredential(EnergyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _credential = credential;
    }

    /// <summary>The credential set by <see cref="UseCredential"/>.</summary>
    /// <returns>The credential, or <see langword="null"/>.</returns>
    public EnergyCredential? GetCredential() => _credential;
}
