namespace Energy.Clients.FlexMeasures;

/// <summary>What the server works on behind the scenes. Servers before June 2026 have no such operations: poll the result.</summary>
/// <example>
/// <code>
/// var done = await flexMeasures.Jobs.WaitAsync(jobId);
/// </code>
/// </example>
public class FlexMeasuresJobOperations
{
    internal static readonly EnergyEndpoint Get = new EnergyPath("api/v3_0/jobs/{uuid}").Get("FlexMeasures.Jobs.Get");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresJobOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresJobOperations() => _transport = null!;

    /// <summary>Gets a job.</summary>
    /// <param name="jobId">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job, whatever its state: one that failed is an answer too.</returns>
    /// <exception cref="EnergyNotFoundException">There is no such job, or no longer.</exception>
    public virtual Task<FlexMeasuresJob> GetAsync(string jobId, CancellationToken cancellationToken = default) => GetAsync(_transport, jobId, cancellationToken);

    /// <summary>Waits for a job to end, well or not.</summary>
    /// <param name="jobId">The id.</param>
    /// <param name="polling">How long and how often to ask.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job when it has ended; otherwise <see cref="FlexMeasuresPollState.TimedOut"/> or <see cref="FlexMeasuresPollState.UnknownJob"/>.</returns>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresJob>> WaitAsync(string jobId, FlexMeasuresPolling? polling = null, CancellationToken cancellationToken = default) =>
        WaitAsync(_transport, jobId, polling, cancellationToken);

    internal static Task<FlexMeasuresPollResult<FlexMeasuresJob>> WaitAsync(EnergyTransport transport, string jobId, FlexMeasuresPolling? polling,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(jobId);
        return FlexMeasuresPoller.WaitAsync(AskAsync, polling, transport.TimeProvider, cancellationToken);

        async Task<FlexMeasuresPollResult<FlexMeasuresJob>> AskAsync(CancellationToken token)
        {
            try
            {
                var job = await GetAsync(transport, jobId, token).ConfigureAwait(false);
                var state = job.State switch
                {
                    FlexMeasuresJobState.Finished => FlexMeasuresPollState.Ready,
                    FlexMeasuresJobState.Failed or FlexMeasuresJobState.Cancelled => FlexMeasuresPollState.Failed,
                    _ => FlexMeasuresPollState.NotReady,
                };
                return new FlexMeasuresPollResult<FlexMeasuresJob> { State = state, Value = job, Message = job.Message, Status = job.AnswerStatus, Endpoint = Get };
            }
            catch (EnergyResponseException e) when (transport.Errors.IsAbsent(e))
            {
                return new FlexMeasuresPollResult<FlexMeasuresJob>
                {
                    State = FlexMeasuresPollState.UnknownJob,
                    Message = e.Message,
                    Status = FlexMeasuresStatus.Of(e),
                    Refusal = e,
                    Endpoint = Get
                };
            }
        }
    }

    private static Task<FlexMeasuresJob> GetAsync(EnergyTransport transport, string jobId, CancellationToken cancellationToken) => transport.ReadAnswerAsync(
        Get.At(jobId),
        static async (response, token) =>
        {
            // A failed job is answered with 422, its record as the body.
            if (response.Status != System.Net.HttpStatusCode.UnprocessableEntity)
            {
                await response.EnsureSuccessAsync(token).ConfigureAwait(false);
            }

            return await response.ReadJsonAsync(FlexMeasuresJsonContext.Default.FlexMeasuresJob, token).ConfigureAwait(false);
        },
        cancellationToken);
}
