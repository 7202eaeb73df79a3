namespace Energy.Clients.FlexMeasures;

/// <summary>Forecasts of sensors: trigger, wait, get. Servers from 0.31 on.</summary>
/// <example>
/// <code>
/// var job = await flexMeasures.Forecasts.TriggerAsync(sensorId, new() { Range = tomorrow });
/// var forecast = await flexMeasures.Forecasts.WaitAsync(sensorId, job.Id);
/// </code>
/// </example>
public class FlexMeasuresForecastOperations
{
    private static readonly EnergyPath Triggers = new("api/v3_0/sensors/{id}/forecasts/trigger");

    internal static readonly EnergyEndpoint Trigger = Triggers.Post("FlexMeasures.Forecasts.Trigger") with { BudgetClass = FlexMeasuresScheduleOperations.BudgetClass };
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v3_0/sensors/{id}/forecasts/{uuid}").Get("FlexMeasures.Forecasts.Get");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresForecastOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresForecastOperations() => _transport = null!;

    /// <summary>Has a forecast made.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="request">The forecast.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">The times of the request do not fit together.</exception>
    public virtual Task<FlexMeasuresJobReference> TriggerAsync(long sensorId, FlexMeasuresForecastRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Trigger.At(sensorId).With(request), FlexMeasuresJsonContext.Default.FlexMeasuresJobReference, cancellationToken);

    /// <summary>Asks once for a forecast.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="forecastId">The id that the trigger gave.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The forecast, or why there is none (yet).</returns>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresForecast>> GetAsync(long sensorId, string forecastId, CancellationToken cancellationToken = default) =>
        _transport.AskAsync(Get.At(sensorId, forecastId), FlexMeasuresJsonContext.Default.FlexMeasuresForecast, cancellationToken);

    /// <summary>Asks for a forecast until it is there, has failed, or the deadline comes.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="forecastId">The id that the trigger gave.</param>
    /// <param name="polling">How long and how often to ask.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The forecast, or why there is none.</returns>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresForecast>> WaitAsync(long sensorId, string forecastId, FlexMeasuresPolling? polling = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(forecastId);
        return FlexMeasuresPoller.WaitAsync(token => GetAsync(sensorId, forecastId, token), polling, _transport.TimeProvider, cancellationToken);
    }
}
