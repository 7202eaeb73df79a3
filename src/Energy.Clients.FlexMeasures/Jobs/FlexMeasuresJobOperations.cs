namespace Energy.Clients.FlexMeasures;

/// <summary>What the server works on behind the scenes. Servers before June 2026 have no such operations: poll the result.</summary>
public class FlexMeasuresJobOperations
{

    private static readonly EnergyPath Item = new("api/v3_0/jobs/{uuid}");

    internal static readonly EnergyEndpoint Get = Item.Get("FlexMeasures.Jobs.Get");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresJobOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresJobOperations() => _transport = null!;

    /// <summary>Gets a job.</summary>
    /// <param name="jobId">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job, whatever its state: one that failed is an answer too.</returns>
    /// <exception cref="EnergyNotFoundException">There is no such job, or no longer.</exception>
    public virtual async Task<FlexMeasuresJob> GetAsync(string jobId, CancellationToken cancellationToken = default)
    {
        using var response = await _transport.OpenAsync(Get.At(jobId), cancellationToken).ConfigureAwait(false);

        // A failed job is answered with 422, its record as the body.
        if (response.Status != System.Net.HttpStatusCode.UnprocessableEntity)
        {
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        }

        return await response.ReadJsonAsync(FlexMeasuresJsonContext.Default.FlexMeasuresJob, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a job to end, well or not.</summary>
    /// <param name="jobId">The id.</param>
    /// <param name="polling">How long and how often to ask.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The job when it has ended; otherwise <see cref="FlexMeasuresPollState.TimedOut"/> or <see cref="FlexMeasuresPollState.UnknownJob"/>.</returns>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresJob>> WaitAsync(string jobId, FlexMeasuresPolling? polling = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(jobId);
        polling ??= FlexMeasuresPolling.Default;
        polling.Check();
        return FlexMeasuresPoller.WaitAsync(AskAsync, polling, _transport.TimeProvider, cancellationToken);

        async Task<FlexMeasuresPollResult<FlexMeasuresJob>> AskAsync(CancellationToken token)
        {
            try
            {
                var job = await GetAsync(jobId, token).ConfigureAwait(false);
                var state = job.State switch
                {
                    FlexMeasuresJobState.Finished => FlexMeasuresPollState.Ready,
                    FlexMeasuresJobState.Failed or FlexMeasuresJobState.Cancelled => FlexMeasuresPollState.Failed,
                    _ => FlexMeasuresPollState.NotReady,
                };
                return new FlexMeasuresPollResult<FlexMeasuresJob>(state, job, job.Message, job.AnswerStatus, null) { Endpoint = Get };
            }
            catch (EnergyResponseException e) when (_transport.Errors.IsAbsent(e))
            {
                return new FlexMeasuresPollResult<FlexMeasuresJob>(FlexMeasuresPollState.UnknownJob, null, e.Message, FlexMeasuresStatus.Of(e), e);
            }
        }
    }
}
