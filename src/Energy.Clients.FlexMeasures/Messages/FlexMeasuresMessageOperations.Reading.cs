namespace Energy.Clients.FlexMeasures.Messages;

/// <content>Data of a connection as readings.</content>
public partial class FlexMeasuresMessageOperations
{
    /// <summary>
    /// Reads the meter data of one connection as readings. An answer shorter than its slots is asked again in halves until each has all its values or none, so that no value gets a
    /// guessed time.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="connection">The connection, as an address; a short one is written out.</param>
    /// <param name="query">Which data; the resolution is required.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The readings in MW, ascending; none for slots without a value. Costs one request for each <see cref="FlexMeasuresMessageQuery.PageSize"/> slots that are full or empty, and
    /// at most some two for each missing slot. When new beliefs arrive meanwhile, readings not yet read show them; give <see cref="FlexMeasuresMessageQuery.Prior"/> for a picture
    /// that stands still.
    /// </returns>
    /// <exception cref="ArgumentException">There is no resolution, or one that does not divide the duration; or as for <see cref="GetMeterDataAsync"/>.</exception>
    public virtual ReadingSeries ReadMeterDataAsync(FlexMeasuresApiVersion version, string connection, FlexMeasuresMessageQuery query,
        CancellationToken cancellationToken = default)
    {
        CheckMeterData(version, query);
        return ReadAsync(GetMeterData, version, connection, query, cancellationToken);
    }

    /// <summary>Reads the prognoses of one connection as readings; all else is as with meter data.</summary>
    /// <param name="version">The version, from v1_1 on.</param>
    /// <param name="connection">The connection, as an address; a short one is written out.</param>
    /// <param name="query">Which data; the resolution is required.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The readings in MW, ascending; none for slots without a value.</returns>
    /// <exception cref="ArgumentException">There is no resolution, or one that does not divide the duration; or as for <see cref="GetPrognosisAsync"/>.</exception>
    public virtual ReadingSeries ReadPrognosisAsync(FlexMeasuresApiVersion version, string connection, FlexMeasuresMessageQuery query,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        version.Require(FlexMeasuresApiVersion.V11, "getPrognosis");
        return ReadAsync(GetPrognosis, version, connection, query, cancellationToken);
    }

    private ReadingSeries ReadAsync(EnergyEndpoint endpoint, FlexMeasuresApiVersion version, string connection, FlexMeasuresMessageQuery query, CancellationToken cancellationToken)
    {
        connection = CheckQuery(endpoint, version, [connection], query)[0];
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        if (query.Resolution is not { } resolution || !resolution.TryGetDuration(out var step) || step <= Duration.Zero)
        {
            throw new ArgumentException("Readings need a resolution: only then is it known which slots are missing.", nameof(query));
        }

        if (query.Duration.Ground(query.Start).BclCompatibleTicks % step.BclCompatibleTicks != 0)
        {
            throw new ArgumentException($"{query.Duration} is not a whole number of slots of {resolution}. Ask for a multiple of it.", nameof(query));
        }

        return new ReadingSeries(
            new FlexMeasuresMessageReadSource(
                _transport, version, endpoint, connection, query, step, (part, retries, token) => GetDataAsync(endpoint, version, [connection], part, retries, token)),
            new SeriesInfo
            {
                Identity = SeriesUri.Create("flexmeasures", version.Name, endpoint == GetPrognosis ? "prognoses" : "connections", connection).ToString(),
                Unit = Unit.Megawatt,
                Kind = SeriesKind.AveragePower,
                Resolution = step,
                Positive = PositiveDirection.Consumption,
                Stamp = StampEdge.Start,
            },
            cancellationToken);
    }
}
