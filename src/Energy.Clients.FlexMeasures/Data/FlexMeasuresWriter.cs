using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Cuts a series into posts of adjacent slots, all with one prior.</summary>
internal sealed class FlexMeasuresWriter
{
    private readonly FlexMeasuresDataOperations _data;
    private readonly FlexMeasuresWrite _write;
    private readonly Unit _unit;
    private readonly Instant _prior;
    private readonly int _most;
    private readonly List<double?> _values = [];
    private readonly List<string> _jobs = [];
    private Instant _start;
    private Instant _end;
    private Duration _length;
    private long _count;
    private int _requests;
    private int _known;

    public FlexMeasuresWriter(FlexMeasuresDataOperations data, FlexMeasuresWrite write, SeriesInfo info, int most, Instant now)
    {
        _data = data;
        _write = write;
        _unit = info.Unit;
        _prior = write.Prior ?? now;
        _most = write.SlotsPerRequest ?? most;
        ArgumentOutOfRangeException.ThrowIfLessThan(_most, 1, nameof(write));
        var sensor = write.Sensor;
        FlexMeasuresCheck.Unit(_unit);
        if (!_unit.IsConvertibleTo(sensor.Unit) && !_unit.IsAmountOf(sensor.Unit))
        {
            throw new ArgumentException($"The series is in {_unit}, sensor {sensor.Id} holds {sensor.Unit}. Convert the series first: units of one kind convert, and amounts into rates (kWh into kW), not the other way round.", nameof(write));
        }

        var positive = FlexMeasuresReadPlan.PositiveOf(sensor);
        if (positive != PositiveDirection.None && IsOpposite(positive, info.Positive))
        {
            throw new ArgumentException($"A positive value of the series is {info.Positive}, of sensor {sensor.Id} {positive}. Turn the sign of the series first.", nameof(write));
        }

        if (info.Resolution is { } resolution)
        {
            CheckLength(resolution);
        }
    }

    public async Task<FlexMeasuresWriteResult> WriteAsync(IAsyncEnumerable<Reading> readings, CancellationToken cancellationToken)
    {
        await foreach (var reading in readings.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (_write.ResumeFrom is { } stored && reading.End <= stored)
            {
                continue;
            }

            if (_values.Count > 0 && reading.Start < _end)
            {
                throw new InvalidOperationException($"The reading from {reading.Start} overlaps the one before, which ends at {_end}. Sort and de-duplicate the series first.");
            }

            if (_values.Count == _most || (_values.Count > 0 && (reading.Start != _end || reading.Length != _length || _length == Duration.Zero)))
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            if (_values.Count == 0)
            {
                CheckLength(reading.Length);
                (_start, _length) = (reading.Start, reading.Length);
            }

            _values.Add(reading.Value);
            _end = reading.End;
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return new FlexMeasuresWriteResult(_prior, _count, _requests, _known, _jobs);
    }

    private static bool IsOpposite(PositiveDirection sensor, PositiveDirection series) =>
        sensor == PositiveDirection.Consumption
            ? series == PositiveDirection.Production || series == PositiveDirection.Export || series == PositiveDirection.Discharge
            : series == PositiveDirection.Consumption || series == PositiveDirection.Import || series == PositiveDirection.Charge;

    private void CheckLength(Duration length)
    {
        var own = _write.Sensor.EventResolution.ToDuration();
        if (_write.Sensor.IsInstantaneous || length == Duration.Zero)
        {
            if (_write.Sensor.IsInstantaneous)
            {
                return;
            }

            throw new ArgumentException($"The series is of single instants, sensor {_write.Sensor.Id} holds slots of {_write.Sensor.EventResolution}. Resample the series first.");
        }

        var (coarse, fine) = length >= own ? (length, own) : (own, length);
        if (coarse.BclCompatibleTicks % fine.BclCompatibleTicks != 0)
        {
            throw new ArgumentException($"The series has slots of {new IsoDuration(length)}, sensor {_write.Sensor.Id} of {_write.Sensor.EventResolution}: one must be a whole multiple of the other. Resample the series first.");
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        // Slots without a value at either end say nothing, and a post of nothing else is none.
        if (_values.TrueForAll(static v => v is null))
        {
            _values.Clear();
            return;
        }

        var ingestion = await _data.PostAsync(
            new FlexMeasuresDataPost
            {
                SensorId = _write.Sensor.Id,
                Values = [.. _values],
                Start = _start.WithOffset(Offset.Zero),
                Duration = new IsoDuration(_end - _start),
                Unit = _unit,
                Prior = _prior.WithOffset(Offset.Zero),
            },
            cancellationToken).ConfigureAwait(false);
        _requests++;
        _count += _values.Count;
        _known += ingestion.WasAlreadyReceived ? 1 : 0;
        if (ingestion.JobId is { } job)
        {
            _jobs.Add(job);
        }

        _values.Clear();
        _write.OnStored?.Invoke(_end);
    }
}
