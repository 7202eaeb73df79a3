namespace Energy.Clients.FlexMeasures;

/// <summary>The answer to a question for a result that takes time.</summary>
/// <typeparam name="T">The result.</typeparam>
public sealed record FlexMeasuresPollResult<T>
    where T : class
{
    /// <summary>How it ended.</summary>
    public required FlexMeasuresPollState State { get; init; }

    /// <summary>The result, when <see cref="State"/> is <see cref="FlexMeasuresPollState.Ready"/>; of jobs, the job whatever its state.</summary>
    public T? Value { get; init; }

    /// <summary>What the server said, in words.</summary>
    public string? Message { get; init; }

    /// <summary>The server's status word of a result that is not there.</summary>
    public FlexMeasuresStatus? Status { get; init; }

    /// <summary>The refusal behind it, where the server answered with one.</summary>
    public EnergyResponseException? Refusal { get; init; }

    /// <summary>What was asked.</summary>
    internal EnergyEndpoint? Endpoint { get; init; }

    /// <summary>The result, or an exception that says why there is none.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="EnergyResponseException">The job failed, is not known, or left nothing.</exception>
    /// <exception cref="TimeoutException">The deadline came first, or the job is not done; ask again with the same id.</exception>
    public T GetValueOrThrow() => State switch
    {
        FlexMeasuresPollState.Ready => Value!,
        FlexMeasuresPollState.NotReady or FlexMeasuresPollState.TimedOut =>
            throw new TimeoutException($"The job is not done yet ({Message}). Ask again later with the same id, or wait longer."),
        _ => throw Refusal ?? EnergyErrors.NoResult(Endpoint, $"The server has no result ({State}: {Message}). Trigger it again.", Status?.Code),
    };
}
