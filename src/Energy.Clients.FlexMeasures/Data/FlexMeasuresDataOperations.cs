using System.Globalization;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>The values of sensors.</summary>
public class FlexMeasuresDataOperations
{
    private static readonly EnergyPath Values = new("api/v3_0/sensors/{id}/data");
    private static readonly EnergyPath ValuesByAddress = new("api/v3_0/sensors/data");
    private static readonly EnergyPath Files = new("api/v3_0/sensors/{id}/data/upload");

    internal static readonly EnergyEndpoint Get = Values.Get("FlexMeasures.Data.Get");
    internal static readonly EnergyEndpoint GetByAddress = ValuesByAddress.Get(Get.Operation);
    internal static readonly EnergyEndpoint Read = Values.Get("FlexMeasures.Data.Read");
    internal static readonly EnergyEndpoint Post = Values.Post("FlexMeasures.Data.Post") with { TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint PostByAddress = ValuesByAddress.Post(Post.Operation) with { TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint Upload = Files.Post("FlexMeasures.Data.Upload");
    internal static readonly EnergyEndpoint Delete = Values.Delete("FlexMeasures.Data.Delete");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresDataOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresDataOperations() => _transport = null!;

    /// <summary>Asks once for values, and gives the answer as it is on the wire.</summary>
    /// <param name="query">Which values.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The duration or resolution is not in whole minutes, the unit is not set, or the address does not name a sensor.</exception>
    public virtual Task<FlexMeasuresData> GetAsync(FlexMeasuresDataQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.SendAsync(query.ToRequest(Get, GetByAddress), FlexMeasuresJsonContext.Default.FlexMeasuresData, cancellationToken);
    }

    /// <summary>Stores values in one request. It is repeated by itself only when a prior or horizon makes a repeat harmless, and never after a 500.</summary>
    /// <param name="post">The values.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server did; that it knew values already is success.</returns>
    /// <exception cref="ArgumentException">Values and duration do not fit together, the unit is not one, or the server could not store the belief times: see <see cref="FlexMeasuresDataPost"/>.</exception>
    /// <exception cref="EnergyConflictException">A stored value would change for the same belief time: post with another prior.</exception>
    public virtual Task<FlexMeasuresIngestion> PostAsync(FlexMeasuresDataPost post, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(post);
        post.Check();
        var (prior, horizon) = post.Timing();
        var canRepeat = prior is not null || horizon is not null;
        var request = post.SensorAddress is null ? (Post with { IsIdempotent = canRepeat }).At(post.SensorId) : (PostByAddress with { IsIdempotent = canRepeat }).At();
        return _transport.SendAsync(request.WithJson(json => post.WriteTo(json, prior, horizon)), FlexMeasuresJsonContext.Default.FlexMeasuresIngestion, cancellationToken);
    }

    /// <summary>Stores the values of files.</summary>
    /// <param name="upload">The files.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server did.</returns>
    /// <exception cref="ArgumentException">There is no file, or one that the server would refuse.</exception>
    public virtual Task<FlexMeasuresIngestion> UploadAsync(FlexMeasuresUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return _transport.SendAsync(Upload.At(upload.SensorId).With(upload.ToContent()), FlexMeasuresJsonContext.Default.FlexMeasuresIngestion, cancellationToken);
    }

    /// <summary>Deletes data of a sensor; for account admins.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="deletion">Which data.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="ArgumentException">Nothing is set and <see cref="FlexMeasuresDataDeletion.Everything"/> is not said, or the end is before the start.</exception>
    public virtual Task DeleteAsync(long sensorId, FlexMeasuresDataDeletion deletion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        deletion.Check();
        return _transport.SendAsync(Delete.At(sensorId).WithJson(deletion.WriteTo), cancellationToken);
    }

    /// <summary>Reads a sensor over any range.</summary>
    /// <param name="query">Which readings.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>
    /// A reading a slot, ascending; a slot without data is a reading without a value. One request for each <see cref="FlexMeasuresClientOptions.SlotsPerRequest"/> slots, read as it arrives, in
    /// constant memory. When new beliefs arrive meanwhile, readings not yet read show them; give <see cref="FlexMeasuresReadQuery.Prior"/> for a picture that stands still.
    /// </returns>
    /// <exception cref="ArgumentException">The range ends before it starts, or unit or resolution do not fit the sensor.</exception>
    public virtual ReadingSeries ReadAsync(FlexMeasuresReadQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.End < query.Start)
        {
            throw new ArgumentException($"The range ends at {query.End}, before its start {query.Start}.", nameof(query));
        }

        if (query.Resolution is { } resolution)
        {
            FlexMeasuresReadPlan.CheckStep(resolution);
        }

        if (query.Horizon is { } horizon)
        {
            FlexMeasuresDataPost.CheckHorizon(horizon);
        }

        var plan = query.Sensor is { } sensor ? FlexMeasuresReadPlan.Of(sensor, query) : null;
        var unit = plan?.Unit ?? query.Unit ?? Unit.None;
        return new ReadingSeries(
            new FlexMeasuresDataSource(_transport, query, plan),
            new SeriesInfo
            {
                Identity = SeriesUri.Create("flexmeasures", "sensors", query.SensorId.ToString(CultureInfo.InvariantCulture)).ToString(),
                Unit = unit,
                Kind = plan?.Kind ?? FlexMeasuresReadPlan.KindOf(unit, false),
                Resolution = plan?.Step ?? query.Resolution,
                Zone = plan?.Zone,
                Positive = plan?.Positive ?? PositiveDirection.None,
                Stamp = plan is { IsInstantaneous: true } ? StampEdge.Instant : StampEdge.Start,
            },
            cancellationToken);
    }

    /// <summary>Reads a sensor over any range, in its own unit and grid.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="start">The first instant.</param>
    /// <param name="end">The end, exclusive.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The readings.</returns>
    public virtual ReadingSeries ReadAsync(FlexMeasuresSensor sensor, Instant start, Instant end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        return ReadAsync(new FlexMeasuresReadQuery { SensorId = sensor.Id, Sensor = sensor, Start = start, End = end }, cancellationToken);
    }

    /// <summary>Stores a series, in as many requests as it takes, all with one prior, so that the whole may be repeated.</summary>
    /// <param name="write">Where and how.</param>
    /// <param name="series">The readings, ascending; a gap is left as it is. Their unit must convert to the sensor's, their sign be the sensor's, and their slots be a multiple or divisor of the sensor's.</param>
    /// <param name="cancellationToken">Stops between requests and during one.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException">Unit, sign or resolution do not fit; nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">A reading overlaps the one before, or has another length.</exception>
    public virtual Task<FlexMeasuresWriteResult> WriteAsync(FlexMeasuresWrite write, ReadingSeries series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(series);
        var writer = new FlexMeasuresWriter(this, write, series.Info, _transport.Options.SlotsPerRequest, Instant.FromDateTimeOffset(_transport.TimeProvider.GetUtcNow()));
        return writer.WriteAsync(series, cancellationToken);
    }
}
