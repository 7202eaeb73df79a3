using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <content>Data of a connection as readings.</content>
public partial class FlexMeasuresMessageOperations
{
    /// <summary>
    /// Reads the meter data of one connection as readings. An answer shorter than its slots is asked again in halves until each has all its values or none, so that no value gets a guessed time.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="query">Which data: one connection, and the resolution is required.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// The readings in MW, ascending; none for slots without a value. Costs one request for each <see cref="FlexMeasuresClientOptions.SlotsPerRequest"/> slots that are full or empty, and at most
    /// some two for each missing slot. When new beliefs arrive meanwhile, readings not yet read show them; give <see cref="FlexMeasuresMessageQuery.Prior"/> for a picture that stands still.
    /// </returns>
    /// <exception cref="ArgumentException">There is not exactly one connection, no resolution or one that does not divide the duration; or as for <see cref="GetMeterDataAsync"/>.</exception>
    public virtual ReadingSeries ReadMeterDataAsync(FlexMeasuresApiVersion version, FlexMeasuresMessageQuery query, CancellationToken cancellationToken = default)
    {
        CheckMeterData(version, query);
        return ReadAsync(GetMeterData, version, query, cancellationToken);
    }

    /// <summary>Reads the prognoses of one connection as readings; all else is as with meter data.</summary>
    /// <param name="version">The version, from v1_1 on.</param>
    /// <param name="query">Which data: one connection, and the resolution is required.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The readings in MW, ascending; none for slots without a value.</returns>
    /// <exception cref="ArgumentException">There is not exactly one connection, no resolution or one that does not divide the duration; or as for <see cref="GetPrognosisAsync"/>.</exception>
    public virtual ReadingSeries ReadPrognosisAsync(FlexMeasuresApiVersion version, FlexMeasuresMessageQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        version.Require(FlexMeasuresApiVersion.V11, "getPrognosis");
        return ReadAsync(GetPrognosis, version, query, cancellationToken);
    }

    private ReadingSeries ReadAsync(EnergyEndpoint endpoint, FlexMeasuresApiVersion version, FlexMeasuresMessageQuery query, CancellationToken cancellationToken)
    {
        if (CheckQuery(endpoint, version, query) is not [var connection] || query.Resolution is not { } resolution || !resolution.TryGetDuration(out var step) || step <= Duration.Zero)
        {
            throw new ArgumentException("Readings need one connection and a resolution: only then is it known which slots are missing.", nameof(query));
        }

        if (query.Duration.Ground(query.Start).BclCompatibleTicks % step.BclCompatibleTicks != 0)
        {
            throw new ArgumentException($"{query.Duration} is not a whole number of slots of {resolution}. Ask for a multiple of it.", nameof(query));
        }

        var read = query with { Connections = [connection] };
        return new ReadingSeries(
            new FlexMeasuresMessageReadSource(
                _transport, version, endpoint, read, step, (part, retries, token) => GetDataAsync(endpoint, version, part, retries, token)),
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
