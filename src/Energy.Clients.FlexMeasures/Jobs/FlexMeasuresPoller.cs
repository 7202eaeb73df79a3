using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.FlexMeasures;

/// <summary>Asks for results that take time, and tells apart what "no result" can mean.</summary>
internal static class FlexMeasuresPoller
{
    private static readonly string[] Pending = ["waiting to be processed", "in progress", "has an unknown status"];

    /// <summary>Asks once.</summary>
    public static Task<FlexMeasuresPollResult<T>> AskAsync<T>(this EnergyTransport transport, EnergyRequest request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class => transport.ReadAnswerAsync(request, (response, token) => ReadAsync(response, request.Endpoint, typeInfo, token), cancellationToken);

    private static async Task<FlexMeasuresPollResult<T>> ReadAsync<T>(EnergyResponse response, EnergyEndpoint endpoint, JsonTypeInfo<T> typeInfo,
        CancellationToken cancellationToken)
        where T : class
    {
        if (response.Status == HttpStatusCode.Accepted)
        {
            var pending = await response.ReadJsonAsync(FlexMeasuresJsonContext.Default.FlexMeasuresJobReference, cancellationToken).ConfigureAwait(false);
            return new FlexMeasuresPollResult<T> { State = FlexMeasuresPollState.NotReady, Message = pending.Message, Status = pending.AnswerStatus, Endpoint = endpoint };
        }

        if (response.IsSuccess)
        {
            var value = await response.ReadJsonAsync(typeInfo, cancellationToken).ConfigureAwait(false);
            return new FlexMeasuresPollResult<T> { State = FlexMeasuresPollState.Ready, Value = value, Endpoint = endpoint };
        }

        var body = await response.ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false);
        var refusal = response.CreateException(body.Span);
        var message = Message(body.Span) ?? refusal.Message;
        return StateOf(refusal, message) is { } state
            ? new FlexMeasuresPollResult<T> { State = state, Message = message, Status = FlexMeasuresStatus.Of(refusal), Refusal = refusal, Endpoint = endpoint }
            : throw refusal;
    }

    /// <summary>Asks until there is a verdict or the deadline comes.</summary>
    public static async Task<FlexMeasuresPollResult<T>> WaitAsync<T>(
        Func<CancellationToken, Task<FlexMeasuresPollResult<T>>> ask, FlexMeasuresPolling? polling, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        polling ??= FlexMeasuresPolling.Default;
        polling.Check();
        var started = time.GetTimestamp();
        var interval = polling.FirstInterval;
        while (true)
        {
            FlexMeasuresPollResult<T> result;
            var wait = interval;
            try
            {
                result = await ask(cancellationToken).ConfigureAwait(false);
                if (result.State != FlexMeasuresPollState.NotReady)
                {
                    return result;
                }
            }
            catch (EnergyApiException e) when (e.CanRetry && e.RetryAfter is not null)
            {
                // The server asks for rest: that goes before our own rhythm.
                wait = e.RetryAfter!.Value.ToTimeSpan();
                result = new FlexMeasuresPollResult<T> { State = FlexMeasuresPollState.NotReady, Message = e.Message, Refusal = e as EnergyResponseException };
            }

            if (time.GetElapsedTime(started) + wait >= polling.Deadline)
            {
                return result with { State = FlexMeasuresPollState.TimedOut };
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            interval = interval * 2 < polling.LongestInterval ? interval * 2 : polling.LongestInterval;
        }
    }

    private static FlexMeasuresPollState? StateOf(EnergyResponseException refusal, string message) => refusal.VendorCode switch
    {
        "UNKNOWN_SCHEDULE" or "UNKNOWN_FORECAST" => Pending.Any(p => message.Contains(p, StringComparison.Ordinal)) ? FlexMeasuresPollState.NotReady
            : message.Contains("was not found in the database", StringComparison.Ordinal) ? FlexMeasuresPollState.NoData
            : FlexMeasuresPollState.Failed,
        "UNRECOGNIZED_UDI_EVENT" => FlexMeasuresPollState.UnknownJob,
        "FAILED" or "STOPPED" or "CANCELED" => FlexMeasuresPollState.Failed,

        // Forecasts: an unknown job is a fault of the field.
        "UNPROCESSABLE_ENTITY" when message.StartsWith("Job ", StringComparison.Ordinal) && message.EndsWith("not found.", StringComparison.Ordinal) =>
            FlexMeasuresPollState.UnknownJob,
        _ => null,
    };

    private static string? Message(ReadOnlySpan<byte> body) => FlexMeasuresErrorReader.ObjectOf(body) is { } root && root.TryGetProperty("message", out var message)
        ? message.ValueKind switch
        {
            JsonValueKind.String => message.GetString(),
            JsonValueKind.Object => string.Join(' ', FlexMeasuresErrorReader.Fields(message).SelectMany(f => f.Value)),
            _ => null,
        }
        : null;
}
