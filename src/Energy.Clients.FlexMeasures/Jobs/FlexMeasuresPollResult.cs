namespace Energy.Clients.FlexMeasures;

/// <summary>The answer to a question for a result that takes time.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="State">How it ended.</param>
/// <param name="Value">The result; only when <see cref="State"/> is <see cref="FlexMeasuresPollState.Ready"/>.</param>
/// <param name="Message">What the server said, in words.</param>
/// <param name="Status">The server's status word of a result that is not there.</param>
/// <param name="Refusal">The refusal behind it, where the server answered with one.</param>
public sealed record FlexMeasuresPollResult<T>(FlexMeasuresPollState State, T? Value, string? Message, FlexMeasuresStatus? Status, EnergyResponseException? Refusal)
    where T : class
{
    /// <summary>The result, or an exception that says why there is none.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="EnergyResponseException">The job failed, is not known, or left nothing.</exception>
    /// <exception cref="TimeoutException">The deadline came first, or the job is not done; ask again with the same id.</exception>
    public T GetValueOrThrow() => State switch
    {
        FlexMeasuresPollState.Ready => Value!,
        FlexMeasuresPollState.NotReady or FlexMeasuresPollState.TimedOut => throw new TimeoutException($"The job is not done yet ({Message}). Ask again later with the same id, or wait longer."),
        _ => throw Refusal ?? EnergyErrors.NoResult(Endpoint, $"The server has no result ({State}: {Message}). Trigger it anew.", Status?.Code),
    };

    /// <summary>What was asked.</summary>
    internal EnergyEndpoint? Endpoint { get; init; }
}
