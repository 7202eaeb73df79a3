namespace Energy.Clients.FlexMeasures;

/// <summary>Readings into sensors of a FlexMeasures server, for transfers. A server keeps no checkpoints: keep them elsewhere, as in <see cref="FileCheckpoints"/>.</summary>
/// <remarks>
/// <para>Each write is <see cref="FlexMeasuresDataOperations.WriteAsync"/> with the present as its prior, and returns when the server has stored all of it: the jobs of a server
/// with an ingestion worker are waited for. Storing the same again leaves one belief of each event, because a server drops what says nothing new; a correction is a later belief,
/// which reads then give. (An event that was stored before its end and again after it has a belief of each, of one value.) Beliefs are told to the second: another value of one
/// event within the same second is refused, and stored by the next run.</para>
/// <para>A missing value is not stored, and does not take the place of a stored one: a server has no belief of it.</para>
/// <para>Readings finer than the sensor's slots are refused, because a slot that two writes share would get the mean of the last one's part. Resample the series first.</para>
/// <para>The checkpoint is not part of the server's transaction. It is compared before each write and moved behind it: a transfer that was frozen and wakes does not go on over its
/// successor, but what it was sending may still arrive, as an older belief.</para>
/// </remarks>
/// <example>
/// <code>
/// var sensor = await client.Sensors.GetAsync(42);
/// var transfer = new Transfer(new FlexMeasuresSink(client, sensor), new FileCheckpoints("checkpoints"));
/// await transfer.RunAsync(source);
/// </code>
/// </example>
public sealed class FlexMeasuresSink : IReadingSink
{
    private readonly FlexMeasuresClient _client;
    private readonly FlexMeasuresSensor? _sensor;
    private readonly IReadOnlyDictionary<string, FlexMeasuresSensor>? _sensors;
    private readonly FlexMeasuresWriteSettings _settings;
    private string? _identity;

    /// <summary>Stores one series in one sensor.</summary>
    /// <param name="client">The client of the server.</param>
    /// <param name="sensor">The sensor, as the server gives it; unit, sign and slots of the series are checked against it.</param>
    /// <param name="settings">How; <see cref="FlexMeasuresWriteSettings.SlotsPerRequest"/> and <see cref="FlexMeasuresWriteSettings.Polling"/> count.</param>
    /// <exception cref="ArgumentException">The settings have what is of a single write: a prior, a place to go on, someone to tell, or no waiting for jobs.</exception>
    public FlexMeasuresSink(FlexMeasuresClient client, FlexMeasuresSensor sensor, FlexMeasuresWriteSettings? settings = null)
        : this(client, settings)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        _sensor = sensor;
    }

    /// <summary>Stores several series, each in a sensor of its own.</summary>
    /// <param name="client">The client of the server.</param>
    /// <param name="sensors">The sensor of each series, by the series' <see cref="SeriesInfo.Identity"/>.</param>
    /// <param name="settings">How; <see cref="FlexMeasuresWriteSettings.SlotsPerRequest"/> and <see cref="FlexMeasuresWriteSettings.Polling"/> count.</param>
    /// <exception cref="ArgumentException">The settings have what is of a single write; or two series have one sensor.</exception>
    public FlexMeasuresSink(FlexMeasuresClient client, IReadOnlyDictionary<string, FlexMeasuresSensor> sensors, FlexMeasuresWriteSettings? settings = null)
        : this(client, settings)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        if (sensors.GroupBy(static s => s.Value.Id).FirstOrDefault(static g => g.Count() > 1) is { } shared)
        {
            throw new ArgumentException(
                $"{string.Join(" and ", shared.Select(static s => s.Key))} would both go to sensor {shared.Key}, where they could not be told apart. Give each a sensor of its "
                    + $"own.", nameof(sensors));
        }

        _sensors = sensors;
    }

    private FlexMeasuresSink(FlexMeasuresClient client, FlexMeasuresWriteSettings? settings)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _settings = settings ?? new FlexMeasuresWriteSettings();
        if (_settings is { Prior: not null } or { ResumeFrom: not null } or { OnStored: not null } or { WaitsForJobs: false })
        {
            throw new ArgumentException(
                "Prior, ResumeFrom and OnStored are of a single write, and the checkpoint moves only behind what is stored, so that jobs have to be waited for. Leave them "
                    + "unset; SlotsPerRequest and Polling count.",
                nameof(settings));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Unit, sign or slots of the series do not fit the sensor's, or no sensor is known for it; nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The sensor holds another series, or a reading overlaps the one before.</exception>
    /// <exception cref="EnergyApiException">The server could not be reached or refused. What it stored before stays, and storing it again does no harm.</exception>
    /// <exception cref="TimeoutException">A job of the server was not done in time; storing again is safe.</exception>
    public async ValueTask WriteAsync(SeriesInfo series, ReadOnlyMemory<Reading> readings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        var sensor = SensorOf(series);
        CheckLengths(series, readings.Span, sensor);
        if (!readings.IsEmpty)
        {
            await _client.Data.WriteAsync(sensor, ReadingSeries.FromReadings(series, readings.ToArray()), _settings, cancellationToken).ConfigureAwait(false);
        }
    }

    private FlexMeasuresSensor SensorOf(SeriesInfo series)
    {
        if (_sensors is not null)
        {
            return _sensors.TryGetValue(series.Identity, out var sensor)
                ? sensor
                : throw new ArgumentException($"No sensor is given for {series.Identity}; there are some for {string.Join(", ", _sensors.Keys)}. Add it, by the series' identity.",
                    nameof(series));
        }

        var first = Interlocked.CompareExchange(ref _identity, series.Identity, null) ?? series.Identity;
        return first == series.Identity
            ? _sensor!
            : throw new InvalidOperationException(
                $"Sensor {_sensor!.Id} takes {first}, and a sensor holds one series, so {series.Identity} cannot go there. Give the sink a sensor for each.");
    }

    private static void CheckLengths(SeriesInfo series, ReadOnlySpan<Reading> readings, FlexMeasuresSensor sensor)
    {
        // A local day may be an hour short.
        var own = sensor.EventResolution.ToDuration();
        var shortest = own < Duration.FromDays(1) ? own : own - Duration.FromHours(4);
        foreach (ref readonly var reading in readings)
        {
            if (reading.Length < shortest)
            {
                throw new ArgumentException(
                    $"A reading of {series.Identity} is {new IsoDuration(reading.Length)} long, a slot of sensor {sensor.Id} {sensor.EventResolution}: a slot whose readings "
                        + $"come in two writes would get the mean of a part. Resample the series first.",
                    nameof(series));
            }
        }
    }
}
