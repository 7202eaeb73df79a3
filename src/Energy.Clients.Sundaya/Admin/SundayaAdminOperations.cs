using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Sundaya;

/// <summary>Versions, the echo, and the switches of the server's process.</summary>
/// <remarks>The switches are read and written by plain GETs without any check of who asks, and act on the whole process at once. Never prefetch their addresses.</remarks>
public class SundayaAdminOperations
{
    private static readonly EnergyCall CatalogueCall = new("Sundaya.Admin.GetCatalogue", "GET /api");
    private static readonly EnergyCall VersionsCall = new("Sundaya.Admin.GetVersions", "GET /api/versions");
    private static readonly EnergyCall CurrentCall = new("Sundaya.Admin.GetCurrentVersion", "GET /api/versions/current");
    private static readonly EnergyCall LoggingCall = new("Sundaya.Admin.GetLogging", "GET /api/logging");
    private static readonly EnergyCall FeaturesCall = new("Sundaya.Admin.GetFeatures", "GET /api/features");
    private static readonly EnergyCall EchoCall = new("Sundaya.Admin.Echo", "POST /echo");

    private readonly EnergyTransport _transport;

    internal SundayaAdminOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected SundayaAdminOperations() => _transport = null!;

    /// <summary>Gets the catalogue of paths and of the switches' words.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The catalogue.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaApiCatalogue> GetCatalogueAsync(CancellationToken cancellationToken = default) =>
        GetAsync(CatalogueCall, "api", SundayaJsonContext.Default.SundayaApiCatalogue, cancellationToken);

    /// <summary>Gets the versions.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The current version and the supported ones.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<SundayaVersions> GetVersionsAsync(CancellationToken cancellationToken = default) =>
        Required((await GetAsync(VersionsCall, "api/versions", SundayaJsonContext.Default.SundayaVersionsEnvelope, cancellationToken).ConfigureAwait(false)).Versions, VersionsCall, "versions");

    /// <summary>Gets the current version alone. There is no health address: this is the cheapest sign of life.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The version, for example <c>0.6.0.07</c>.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<string> GetCurrentVersionAsync(CancellationToken cancellationToken = default) =>
        Required((await GetAsync(CurrentCall, "api/versions/current", SundayaJsonContext.Default.SundayaVersionsEnvelope, cancellationToken).ConfigureAwait(false)).Versions, CurrentCall, "versions").Current;

    /// <summary>Gets what the process logs.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The switches.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaLogging> GetLoggingAsync(CancellationToken cancellationToken = default) => LoggingAsync(null, cancellationToken);

    /// <summary>Changes what the process logs, for everybody.</summary>
    /// <param name="logging">The new words; a list that is empty is left as it is. Words that the server does not know are dropped; a list without a known word changes nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The switches as they are now.</returns>
    /// <exception cref="ArgumentException">A word holds a comma, or all lists are empty.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaLogging> SetLoggingAsync(SundayaLogging logging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logging);
        return LoggingAsync(Query(nameof(logging), ("verbosity", logging.Verbosity), ("appenders", logging.Appenders), ("statements", logging.Statements)), cancellationToken);
    }

    /// <summary>Gets the feature switches.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The switches.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaFeatures> GetFeaturesAsync(CancellationToken cancellationToken = default) => FeaturesAsync(null, cancellationToken);

    /// <summary>Replaces the operational switches, for everybody. Leaving out <c>validation</c> makes the server take any telemetry.</summary>
    /// <param name="operational">The words: <c>none logging validation</c>. Words that the server does not know are dropped; a list without a known word changes nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The switches as they are now.</returns>
    /// <exception cref="ArgumentException">There is no word, or a word holds a comma.</exception>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual Task<SundayaFeatures> SetFeaturesAsync(IReadOnlyList<string> operational, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operational);
        return FeaturesAsync(Query(nameof(operational), ("operational", operational)), cancellationToken);
    }

    /// <summary>Sends a message that comes back.</summary>
    /// <param name="message">The message; <see langword="null"/> sends none, and none comes back.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The message and the server's version.</returns>
    /// <exception cref="EnergyApiException">The server refused, or could not be reached.</exception>
    public virtual async Task<SundayaEcho> EchoAsync(string? message, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("echo", UriKind.Relative))
        {
            Content = EnergyTransport.JsonBody(new SundayaEchoRequest(message), SundayaJsonContext.Default.SundayaEchoRequest),
        };
        return await _transport.SendForJsonAsync(EchoCall with { IsIdempotent = true }, request, SundayaJsonContext.Default.SundayaEcho, cancellationToken).ConfigureAwait(false);
    }

    private static T Required<T>(T? value, EnergyCall call, string member)
        where T : class => value ?? throw PayloadErrors.From(call, new JsonException($"The member '{member}' is missing."), "$." + member);

    private static string Query(string parameter, params ReadOnlySpan<(string Name, IReadOnlyList<string> Words)> lists)
    {
        var query = "";
        foreach (var (name, words) in lists)
        {
            if (words.Any(w => string.IsNullOrEmpty(w) || w.Contains(',', StringComparison.Ordinal)))
            {
                throw new ArgumentException($"The words of '{name}' must not be empty or hold a comma.", parameter);
            }

            if (words.Count > 0)
            {
                query += (query.Length == 0 ? "?" : "&") + name + "=" + string.Join(',', words.Select(Uri.EscapeDataString));
            }
        }

        return query.Length > 0 ? query : throw new ArgumentException("There is no word to set.", parameter);
    }

    private async Task<SundayaLogging> LoggingAsync(string? query, CancellationToken cancellationToken) =>
        Required((await GetAsync(LoggingCall, "api/logging" + query, SundayaJsonContext.Default.SundayaLoggingEnvelope, cancellationToken).ConfigureAwait(false)).Logging, LoggingCall, "logging");

    private async Task<SundayaFeatures> FeaturesAsync(string? query, CancellationToken cancellationToken) =>
        Required((await GetAsync(FeaturesCall, "api/features" + query, SundayaJsonContext.Default.SundayaFeaturesEnvelope, cancellationToken).ConfigureAwait(false)).Features, FeaturesCall, "features");

    private async Task<T> GetAsync<T>(EnergyCall call, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd("application/json");
        return await _transport.SendForJsonAsync(call, request, type, cancellationToken).ConfigureAwait(false);
    }
}
