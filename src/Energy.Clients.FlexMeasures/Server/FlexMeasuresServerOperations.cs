namespace Energy.Clients.FlexMeasures;

/// <summary>The server itself: versions, health, tasks, and settings of its site.</summary>
/// <example>
/// <code>
/// var versions = await flexMeasures.Server.GetVersionsAsync();
/// Console.WriteLine(string.Join(", ", versions.Versions));
/// </code>
/// </example>
public class FlexMeasuresServerOperations
{
    internal static readonly EnergyEndpoint GetVersions = new EnergyPath("api/").Get("FlexMeasures.Server.GetVersions") with { IsAnonymous = true };
    internal static readonly EnergyEndpoint Ping = new EnergyPath("api/ops/ping").Get("FlexMeasures.Server.Ping") with { IsAnonymous = true };
    internal static readonly EnergyEndpoint GetHealth = new EnergyPath("api/v3_0/health/ready").Get("FlexMeasures.Server.GetHealth") with { IsAnonymous = true };
    internal static readonly EnergyEndpoint GetServices = new EnergyPath("api/v3_0").Get("FlexMeasures.Server.GetServices") with { IsAnonymous = true };
    internal static readonly EnergyEndpoint GetLatestTaskRun = new EnergyPath("api/ops/getLatestTaskRun").Get("FlexMeasures.Server.GetLatestTaskRun");
    internal static readonly EnergyEndpoint PostLatestTaskRun = new EnergyPath("api/ops/postLatestTaskRun").Post("FlexMeasures.Server.PostLatestTaskRun");
    internal static readonly EnergyEndpoint SetDefaultAssetView = new EnergyPath("api/v3_0/assets/default_asset_view").Post("FlexMeasures.Server.SetDefaultAssetView");
    internal static readonly EnergyEndpoint SetLegendsBelowGraphs = new EnergyPath("api/v3_0/assets/keep_legends_below_graphs").Post("FlexMeasures.Server.SetLegendsBelowGraphs");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresServerOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresServerOperations() => _transport = null!;

    /// <summary>Asks which versions the server speaks; needs no credential.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The versions.</returns>
    public virtual Task<FlexMeasuresVersions> GetVersionsAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetVersions.At(), FlexMeasuresJsonContext.Default.FlexMeasuresVersions, cancellationToken);

    /// <summary>Asks whether the server is up; needs no credential.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its answer.</returns>
    public virtual Task<FlexMeasuresPing> PingAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Ping.At(), FlexMeasuresJsonContext.Default.FlexMeasuresPing, cancellationToken);

    /// <summary>Asks whether the server and what it depends on are ready; needs no credential.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is ready; a server that is not answers 503 with the same body, which is an answer too.</returns>
    public virtual async Task<FlexMeasuresHealth> GetHealthAsync(CancellationToken cancellationToken = default)
    {
        // Not tried again by the pipeline: 503 is what was asked for.
        using var response = await _transport.OpenAsync(GetHealth.At() with { Retries = RetryPolicy.None.NewBudget() }, cancellationToken).ConfigureAwait(false);
        if (response.Status != System.Net.HttpStatusCode.ServiceUnavailable)
        {
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        }

        return await response.ReadJsonAsync(FlexMeasuresJsonContext.Default.FlexMeasuresHealth, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the services of v3_0; needs no credential.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The services.</returns>
    public virtual Task<FlexMeasuresServiceList> GetServicesAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetServices.At(), FlexMeasuresJsonContext.Default.FlexMeasuresServiceList, cancellationToken);

    /// <summary>Gets the last run of a task of the server. The credential must be the server's task-check token.</summary>
    /// <param name="name">The task.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The run.</returns>
    /// <exception cref="EnergyNotFoundException">The task has not run, or does not exist.</exception>
    public virtual Task<FlexMeasuresTaskRun> GetLatestTaskRunAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _transport.SendAsync(GetLatestTaskRun.At().With(new QueryArguments { ["name"] = name }), FlexMeasuresJsonContext.Default.FlexMeasuresTaskRun, cancellationToken);
    }

    /// <summary>Tells the server that a task has run; for users with the role task-runner.</summary>
    /// <param name="name">The task.</param>
    /// <param name="succeeded">Whether it went well.</param>
    /// <param name="at">When; <see langword="null"/> is now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When the server has taken it in.</returns>
    public virtual Task PostLatestTaskRunAsync(string name, bool succeeded = true, OffsetDateTime? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var form = new List<KeyValuePair<string, string>> { new("name", name), new("status", succeeded ? "True" : "False") };
        if (at is { } time)
        {
            form.Add(new("datetime", FlexMeasuresTime.Format(time)));
        }

        return _transport.SendAsync(PostLatestTaskRun.At().With(new FormUrlEncodedContent(form)), cancellationToken);
    }

    /// <summary>Tells the server how the caller likes its site: whether an asset opens in its usual view.</summary>
    /// <param name="useAsDefault">Whether the view is kept.</param>
    /// <param name="view">The view.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task SetDefaultAssetViewAsync(bool useAsDefault, string view, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(view);
        return _transport.SendAsync(SetDefaultAssetView.At().WithJson(json => json.Add("default_asset_view", view).Add("use_as_default", useAsDefault)), cancellationToken);
    }

    /// <summary>Tells the server whether the caller's charts keep their legends below.</summary>
    /// <param name="below">Whether they do.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task SetLegendsBelowGraphsAsync(bool below, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(SetLegendsBelowGraphs.At().WithJson(json => json.WriteBoolean("keep_legends_below_graphs", below)), cancellationToken);
}
