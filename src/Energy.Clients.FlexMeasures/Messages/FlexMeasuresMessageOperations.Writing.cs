namespace Energy.Clients.FlexMeasures.Messages;

/// <content>Series as messages.</content>
public partial class FlexMeasuresMessageOperations
{
    /// <summary>Stores a series as meter data, in as many messages as it takes, all with one prior, so that the whole may be repeated.</summary>
    /// <param name="version">The version.</param>
    /// <param name="connection">The connection, as an address; a short one (<c>30:73</c>, <c>73</c>) is written out with the options' date code.</param>
    /// <param name="series">The readings, ascending; a gap is left as it is. Power in any unit, which is converted to MW; positive is consumption.</param>
    /// <param name="settings">How; <see langword="null"/> takes the defaults. There are no jobs to wait for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was done. Of a message that the server knew in part the new values are sent again, which counts as further requests.</returns>
    /// <exception cref="ArgumentException">Unit or sign do not fit, the address names no connection, a slot is off the grid of v1, or the prior is before the end of the
    /// data.</exception>
    /// <exception cref="InvalidOperationException">A reading overlaps the one before.</exception>
    public virtual Task<FlexMeasuresWriteResult> WriteMeterDataAsync(
        FlexMeasuresApiVersion version, string connection, ReadingSeries series, FlexMeasuresWriteSettings? settings = null, CancellationToken cancellationToken = default)
    {
        _ = version.Order;
        return WriteAsync(connection, series, settings ?? new FlexMeasuresWriteSettings(), (message, token) => PostMeterDataAsync(version, message, token), cancellationToken);
    }

    /// <summary>Stores a series as prognoses; all else is as with meter data.</summary>
    /// <param name="version">v2_0: servers fail on prognoses before.</param>
    /// <param name="connection">The connection, as an address; a short one (<c>30:73</c>, <c>73</c>) is written out with the options' date code.</param>
    /// <param name="series">The readings, ascending; a gap is left as it is. Power in any unit, which is converted to MW; positive is consumption.</param>
    /// <param name="settings">How; <see langword="null"/> takes the defaults. There are no jobs to wait for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException">Unit or sign do not fit, the address names no connection, or the version is not v2_0.</exception>
    /// <exception cref="InvalidOperationException">A reading overlaps the one before.</exception>
    public virtual Task<FlexMeasuresWriteResult> WritePrognosisAsync(
        FlexMeasuresApiVersion version, string connection, ReadingSeries series, FlexMeasuresWriteSettings? settings = null, CancellationToken cancellationToken = default)
    {
        RequirePrognoses(version);
        return WriteAsync(connection, series, settings ?? new FlexMeasuresWriteSettings(), (message, token) => PostPrognosisAsync(version, message, token), cancellationToken);
    }

    private Task<FlexMeasuresWriteResult> WriteAsync(
        string connection,
        ReadingSeries series,
        FlexMeasuresWriteSettings settings,
        Func<FlexMeasuresMessage, CancellationToken, Task<FlexMeasuresMessageResult>> post,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        var unit = series.Info.Unit;
        FlexMeasuresCheck.Unit(unit);
        if (!unit.IsConvertibleTo(Unit.Megawatt))
        {
            throw new ArgumentException($"The series is in {unit}, messages hold power in MW. Turn amounts into power first.", nameof(series));
        }

        if (FlexMeasuresCheck.IsOpposite(PositiveDirection.Consumption, series.Info.Positive))
        {
            throw new ArgumentException($"A positive value of the series is {series.Info.Positive}, of a message consumption. Turn the sign of the series first.", nameof(series));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(settings.SlotsPerRequest, 1, nameof(settings));
        var prior = settings.Prior ?? Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow());
        return RunAsync(settings, series, FlexMeasuresAddresses.Connection(connection, Options), prior, post, cancellationToken);
    }

    private async Task<FlexMeasuresWriteResult> RunAsync(
        FlexMeasuresWriteSettings settings,
        ReadingSeries series,
        string connection,
        Instant prior,
        Func<FlexMeasuresMessage, CancellationToken, Task<FlexMeasuresMessageResult>> post,
        CancellationToken cancellationToken)
    {
        var (values, requests, known) = (0L, 0, 0);
        var chunker = new FlexMeasuresChunker(settings.ResumeFrom, static reading => reading.Length, Begin, StoreChunkAsync, settings.OnStored);
        await chunker.RunAsync(series, cancellationToken).ConfigureAwait(false);
        return new FlexMeasuresWriteResult { Prior = prior, Values = values, Requests = requests, AlreadyReceived = known };

        int Begin(Reading first) => first.Length > Duration.Zero
            ? settings.SlotsPerRequest
            : throw new ArgumentException($"The reading at {first.Start} is of a single instant, messages hold slots. Resample the series first.", nameof(series));

        async Task<bool> StoreChunkAsync(FlexMeasuresChunk chunk, CancellationToken token)
        {
            var message = new FlexMeasuresMessage
            {
                Groups = [new FlexMeasuresMessageGroup { Targets = [connection], Values = [.. chunk.Values.Select(v => series.Info.Unit.Convert(v!.Value, Unit.Megawatt))] }],
                Start = chunk.Start.WithOffset(Offset.Zero),
                Duration = new IsoDuration(chunk.End - chunk.Start),
                Unit = "MW",
                Prior = prior.WithOffset(Offset.Zero),
            };
            var result = await StoreAsync(message, CountedAsync, token).ConfigureAwait(false);
            values += chunk.Values.Count;
            known += result.AnswerStatus == FlexMeasuresStatus.AlreadyReceived ? 1 : 0;
            return true;
        }

        Task<FlexMeasuresMessageResult> CountedAsync(FlexMeasuresMessage message, CancellationToken token)
        {
            requests++;
            return post(message, token);
        }
    }
}
