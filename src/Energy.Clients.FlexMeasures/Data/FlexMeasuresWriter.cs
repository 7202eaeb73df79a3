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
    private readonly List<string> _jobs = [];
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
        if (positive != PositiveDirection.None && FlexMeasuresCheck.IsOpposite(positive, info.Positive))
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
        var chunker = new FlexMeasuresChunker(_write.ResumeFrom, Begin, StoreAsync, _write.OnStored) { KeepsEmptySlots = true };
        await chunker.RunAsync(readings, cancellationToken).ConfigureAwait(false);
        return new FlexMeasuresWriteResult(_prior, _count, _requests, _known, _jobs);
    }

    // How many slots a request may carry that begins with this one.
    private int Begin(Reading first)
    {
        CheckLength(first.Length);
        var own = _write.Sensor.EventResolution.ToDuration();
        if (_write.Sensor.IsInstantaneous || _write.Sensor.KeepsStarts)
        {
            return _most;
        }

        if (FlexMeasuresGrid.Floor(first.Start.WithOffset(Offset.Zero), own).ToInstant() != first.Start)
        {
            throw new ArgumentException($"The slot from {first.Start} does not begin with one of sensor {_write.Sensor.Id}, whose slots are {_write.Sensor.EventResolution} long: the server would move it back. Align the series first.");
        }

        // Finer slots are averaged into the sensor's: one that two requests share would be stored twice, with a part of its values each.
        var each = (int)Math.Max(1, own.BclCompatibleTicks / first.Length.BclCompatibleTicks);
        return Math.Max(each, _most - (_most % each));
    }

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

    private async Task StoreAsync(FlexMeasuresChunk chunk, CancellationToken cancellationToken)
    {
        var ingestion = await _data.PostAsync(
            new FlexMeasuresDataPost
            {
                SensorId = _write.Sensor.Id,
                Values = [.. chunk.Values],
                Start = chunk.Start.WithOffset(Offset.Zero),
                Duration = new IsoDuration(chunk.End - chunk.Start),
                Unit = _unit,
                Prior = _prior.WithOffset(Offset.Zero),
            },
            cancellationToken).ConfigureAwait(false);
        _requests++;
        _count += chunk.Values.Count;
        _known += ingestion.WasAlreadyReceived ? 1 : 0;
        if (ingestion.JobId is { } job)
        {
            _jobs.Add(job);
        }
    }
}
