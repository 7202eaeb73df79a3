namespace Energy.Clients.Sundaya;

/// <summary>Versions, the echo, and the switches of the server's process.</summary>
/// <remarks>The switches are read and written by plain GETs without any check of who asks, and act on the whole process at once. Never prefetch their addresses.</remarks>
/// <example>
/// <code>
/// var features = await sundaya.Admin.GetFeaturesAsync();
/// Console.WriteLine(string.Join(", ", features.Release));
/// </code>
/// </example>
public class SundayaAdminOperations
{
    internal static readonly EnergyEndpoint GetCatalogue = new EnergyPath("api").Get("Sundaya.Admin.GetCatalogue");
    internal static readonly EnergyEndpoint GetVersions = new EnergyPath("api/versions").Get("Sundaya.Admin.GetVersions");
    internal static readonly EnergyEndpoint GetCurrentVersion = new EnergyPath("api/versions/current").Get("Sundaya.Admin.GetCurrentVersion");
    internal static readonly EnergyPath Logging = new("api/logging");
    internal static readonly EnergyEndpoint GetLogging = Logging.Get("Sundaya.Admin.GetLogging");
    internal static readonly EnergyEndpoint UpdateLogging = Logging.Get("Sundaya.Admin.UpdateLogging");
    internal static readonly EnergyPath Features = new("api/features");
    internal static readonly EnergyEndpoint GetFeatures = Features.Get("Sundaya.Admin.GetFeatures");
    internal static readonly EnergyEndpoint UpdateFeatures = Features.Get("Sundaya.Admin.UpdateFeatures");
    internal static readonly EnergyEndpoint Echo = new EnergyPath("echo").Post("Sundaya.Admin.Echo") with { IsIdempotent = true };

    private readonly EnergyTransport _transport;

    internal SundayaAdminOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected SundayaAdminOperations() => _transport = null!;

    /// <summary>Gets the catalogue of paths and of the switches' words.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The catalogue.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaApiCatalogue> GetCatalogueAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Json(GetCatalogue), SundayaJsonContext.Default.SundayaApiCatalogue, cancellationToken);

    /// <summary>Gets the versions.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The current version and the supported ones.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaVersions> GetVersionsAsync(CancellationToken cancellationToken = default) =>
        RequiredAsync(GetVersions, null, static answer => answer.Versions, "versions", cancellationToken);

    /// <summary>Gets the current version alone. There is no health address: this is the cheapest sign of life.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The version, for example <c>0.6.0.07</c>.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<string> GetCurrentVersionAsync(CancellationToken cancellationToken = default) =>
        (await RequiredAsync(GetCurrentVersion, null, static answer => answer.Versions, "versions", cancellationToken).ConfigureAwait(false)).Current;

    /// <summary>Gets what the process logs.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The switches.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaLogging> GetLoggingAsync(CancellationToken cancellationToken = default) => LoggingAsync(GetLogging, null, cancellationToken);

    /// <summary>Changes what the process logs, for everybody.</summary>
    /// <param name="logging">The new words; a list that is empty is left as it is. Words that the server does not know are dropped; a list without a known word changes
    /// nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The switches as they are now.</returns>
    /// <exception cref="ArgumentException">A word holds a comma, or all lists are empty.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaLogging> UpdateLoggingAsync(SundayaLoggingUpdate logging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logging);
        return LoggingAsync(UpdateLogging, Words(nameof(logging), ("verbosity", logging.Verbosity), ("appenders", logging.Appenders), ("statements", logging.Statements)),
            cancellationToken);
    }

    /// <summary>Gets the feature switches.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The switches.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaFeatures> GetFeaturesAsync(CancellationToken cancellationToken = default) => FeaturesAsync(GetFeatures, null, cancellationToken);

    /// <summary>Replaces the operational switches, for everybody. Leaving out <c>validation</c> makes the server take any telemetry.</summary>
    /// <param name="operational">The words: <c>none logging validation</c>. Words that the server does not know are dropped; a list without a known word changes nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The switches as they are now.</returns>
    /// <exception cref="ArgumentException">There is no word, or a word holds a comma.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaFeatures> UpdateFeaturesAsync(IReadOnlyList<string> operational, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operational);
        return FeaturesAsync(UpdateFeatures, Words(nameof(operational), ("operational", operational)), cancellationToken);
    }

    /// <summary>Sends a message that comes back.</summary>
    /// <param name="message">The message; <see langword="null"/> sends none, and none comes back.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The message and the server's version.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaEcho> EchoAsync(string? message, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Echo.At().With(JsonBody.Of(new SundayaEchoRequest(message), SundayaJsonContext.Default.SundayaEchoRequest)), SundayaJsonContext.Default.SundayaEcho,
            cancellationToken);

    private static EnergyRequest Json(EnergyEndpoint endpoint) => endpoint.At() with { Accept = "application/json" };

    private static QueryArguments Words(string parameter, params ReadOnlySpan<(string Name, IReadOnlyList<string> Words)> lists)
    {
        var query = new QueryArguments();
        foreach (var (name, words) in lists)
        {
            if (words.Any(w => string.IsNullOrEmpty(w) || w.Contains(',', StringComparison.Ordinal)))
            {
                throw new ArgumentException($"The words of '{name}' must not be empty or hold a comma.", parameter);
            }

            query.Add(name, words.Count > 0 ? string.Join(',', words) : null);
        }

        return query.Any() ? query : throw new ArgumentException("There is no word to set.", parameter);
    }

    private Task<SundayaLogging> LoggingAsync(EnergyEndpoint endpoint, QueryArguments? query, CancellationToken cancellationToken) =>
        RequiredAsync(endpoint, query, static answer => answer.Logging, "logging", cancellationToken);

    private Task<SundayaFeatures> FeaturesAsync(EnergyEndpoint endpoint, QueryArguments? query, CancellationToken cancellationToken) =>
        RequiredAsync(endpoint, query, static answer => answer.Features, "features", cancellationToken);

    private Task<T> RequiredAsync<T>(EnergyEndpoint endpoint, QueryArguments? query, Func<SundayaAnswer, T?> member, string name, CancellationToken cancellationToken)
        where T : class, IKeepsUnknownMembers => _transport.SendAsync(
        Json(endpoint).With(query),
        async (response, token) =>
        {
            var answer = await response.ReadJsonAsync(SundayaJsonContext.Default.SundayaAnswer, token).ConfigureAwait(false);
            var found = member(answer) ?? throw EnergyErrors.Unreadable(response.Call, new JsonException($"The member '{name}' is missing."), "$." + name);
            try
            {
                _transport.Drift.For(response.Call).Report(found);
                return found;
            }
            catch (JsonException e)
            {
                throw EnergyErrors.Unreadable(response.Call, e, "$." + name);
            }
        },
        cancellationToken);
}
