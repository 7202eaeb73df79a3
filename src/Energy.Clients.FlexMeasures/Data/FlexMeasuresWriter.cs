namespace Energy.Clients.FlexMeasures;

/// <summary>Cuts a series into posts of adjacent slots, all with one prior, and sees to it that what it calls stored is stored.</summary>
internal sealed class FlexMeasuresWriter
{
    private static readonly Duration Day = Duration.FromDays(1);

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;
    private readonly FlexMeasuresSensor _sensor;
    private readonly FlexMeasuresWriteSettings _settings;
    private readonly Duration _own;
    private readonly DateTimeZone _zone;
    private readonly Unit _unit;
    private readonly Instant _prior;
    private readonly List<string> _jobs = [];
    private long _count;
    private int _requests;
    private int _known;

    public FlexMeasuresWriter(EnergyTransport<FlexMeasuresClientOptions> transport, FlexMeasuresSensor sensor, SeriesInfo info, FlexMeasuresWriteSettings settings)
    {
        (_transport, _sensor, _settings, _unit) = (transport, sensor, settings, info.Unit);
        _own = sensor.EventResolution.ToDuration();
        _zone = sensor.Zone;
        _prior = settings.Prior ?? Instant.FromDateTimeOffset(transport.TimeProvider.GetUtcNow());
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.SlotsPerRequest, 1, nameof(settings));
        settings.Polling?.Check();
        if (FlexMeasuresUnits.IsSame(_unit, sensor.Unit))
        {
            _unit = sensor.Unit;
        }
        else if (!_unit.IsConvertibleTo(sensor.Unit) && !_unit.IsAmountOf(sensor.Unit))
        {
            throw new ArgumentException(
                $"The series is in {_unit}, sensor {sensor.Id} holds {sensor.Unit}. Convert the series first: units of one kind convert, and amounts into rates (kWh into kW), "
                    + $"not the other way round.", nameof(info));
        }

        var positive = FlexMeasuresReadPlan.PositiveOf(sensor);
        if (positive != PositiveDirection.None && FlexMeasuresCheck.IsOpposite(positive, info.Positive))
        {
            throw new ArgumentException($"A positive value of the series is {info.Positive}, of sensor {sensor.Id} {positive}. Turn the sign of the series first.", nameof(info));
        }

        if (info.Resolution is { } resolution)
        {
            CheckLength(resolution);
        }
    }

    public async Task<FlexMeasuresWriteResult> WriteAsync(IAsyncEnumerable<Reading> readings, CancellationToken cancellationToken)
    {
        var chunker = new FlexMeasuresChunker(_settings.ResumeFrom, LengthOf, Begin, StoreAsync, _settings.OnStored) { KeepsEmptySlots = true };
        await chunker.RunAsync(readings, cancellationToken).ConfigureAwait(false);
        return new FlexMeasuresWriteResult { Prior = _prior, Values = _count, Requests = _requests, AlreadyReceived = _known, JobIds = _jobs };
    }

    // A day of the sensor's zone is a slot of a day, however long its clocks make it.
    private Duration LengthOf(Reading reading)
    {
        if (_own < Day || reading.Length < Duration.FromHours(20))
        {
            return reading.Length;
        }

        var (start, end) = (FlexMeasuresGrid.LocalOf(reading.Start, _zone), FlexMeasuresGrid.LocalOf(reading.End, _zone));
        return start.TimeOfDay == end.TimeOfDay ? Duration.FromDays((int)Math.Round(reading.Length.TotalDays)) : reading.Length;
    }

    // How many slots a request may carry that begins with this one.
    private int Begin(Reading first)
    {
        var length = LengthOf(first);
        CheckLength(length);
        _ = Start(first.Start);
        if (_sensor.IsInstantaneous || _sensor.KeepsStarts)
        {
            return _settings.SlotsPerRequest;
        }

        // Finer slots are averaged into the sensor's: one that two requests share would be stored twice, with a part of its values each.
        var each = (int)Math.Max(1, _own.BclCompatibleTicks / length.BclCompatibleTicks);
        return Math.Max(each, _settings.SlotsPerRequest - (_settings.SlotsPerRequest % each));
    }

    // The server moves a start back to a slot on the clock of the offset that it is written with: with one that leaves it where it is, the sensor's own before all, so that all
    // writers agree; where a series goes on over a clock change, with the one before it.
    private OffsetDateTime Start(Instant start)
    {
        var interval = _zone.GetZoneInterval(start);
        var before = interval.HasStart ? _zone.GetUtcOffset(interval.Start - Duration.Epsilon) : interval.WallOffset;
        OffsetDateTime[] written = [start.WithOffset(interval.WallOffset), start.WithOffset(before), start.WithOffset(Offset.Zero)];
        if (_sensor.IsInstantaneous || _sensor.KeepsStarts)
        {
            return written[0];
        }

        foreach (var text in written)
        {
            if (FlexMeasuresGrid.Floor(text, _own) == text)
            {
                return text;
            }
        }

        throw new ArgumentException(
            $"The slot from {start} does not begin with one of sensor {_sensor.Id}, whose slots are {_sensor.EventResolution} long, neither by the clocks of {_zone.Id} nor by "
                + $"UTC: the server would move it back. Align the series first, or have the sensor keep starts (attribute floor_datetimes_to_resolution: false).");
    }

    private void CheckLength(Duration length)
    {
        if (_sensor.IsInstantaneous)
        {
            return;
        }

        if (length == Duration.Zero)
        {
            throw new ArgumentException($"The series is of single instants, sensor {_sensor.Id} holds slots of {_sensor.EventResolution}. Resample the series first.");
        }

        var (coarse, fine) = length >= _own ? (length, _own) : (_own, length);
        if (coarse.BclCompatibleTicks % fine.BclCompatibleTicks != 0)
        {
            throw new ArgumentException(
                $"The series has slots of {new IsoDuration(length)}, sensor {_sensor.Id} of {_sensor.EventResolution}: one must be a whole multiple of the other. Resample the "
                    + $"series first.");
        }
    }

    private async Task<bool> StoreAsync(FlexMeasuresChunk chunk, CancellationToken cancellationToken)
    {
        // Converted here: servers fail on a missing value that they have to convert, and take an amount for that of each slot that they repeat it in.
        var length = chunk.Length / chunk.Values.Count;
        var conversion = _unit == _sensor.Unit ? UnitConversion.Identity : length > Duration.Zero ? _unit.GetConversion(_sensor.Unit, length) : _unit.GetConversion(_sensor.Unit);
        var data = new FlexMeasuresNewData
        {
            Values = [.. chunk.Values.Select(v => v is { } value ? conversion.Apply(value) : (double?)null)],
            Start = Start(chunk.Start),
            Duration = new IsoDuration(chunk.Length),
            Unit = _sensor.Unit,
            Prior = _prior.WithOffset(Offset.Zero),
        };
        var ingestion = await FlexMeasuresDataOperations.PostAsync(_transport, FlexMeasuresDataOperations.Post, data, null, post => post.At(_sensor.Id), cancellationToken)
            .ConfigureAwait(false);
        _requests++;
        _count += chunk.Values.Count;
        _known += ingestion.WasAlreadyReceived ? 1 : 0;
        if (!ingestion.IsAccepted)
        {
            return true;
        }

        var span = $"the values from {chunk.Start} to {chunk.End}";
        var job = ingestion.JobId
            ?? throw EnergyErrors.NoResult(FlexMeasuresDataOperations.Post,
                $"The server took in {span} to store them later, and names no job: whether they are stored is not known.", ingestion.AnswerStatus?.Code);
        _jobs.Add(job);
        if (!_settings.WaitsForJobs)
        {
            return false;
        }

        var result = await FlexMeasuresJobOperations.WaitAsync(_transport, job, _settings.Polling, cancellationToken).ConfigureAwait(false);
        switch (result.State)
        {
            case FlexMeasuresPollState.Ready:
                _known += result.Value is { Result: { ValueKind: JsonValueKind.String } outcome } && outcome.GetString() != "success" ? 1 : 0;
                return true;
            case FlexMeasuresPollState.NotReady or FlexMeasuresPollState.TimedOut:
                throw new TimeoutException(
                    $"Job {job}, which is to store {span} of sensor {_sensor.Id}, is not done yet ({result.Message}). Wait for it with Jobs.WaitAsync, or write again from "
                        + $"there with the same prior and a longer Polling.");
            default:
                throw EnergyErrors.NoResult(
                    FlexMeasuresJobOperations.Get,
                    $"Job {job}, which was to store {span} of sensor {_sensor.Id}, ended as {result.State} ({result.Message}). "
                        + $"{(result.State == FlexMeasuresPollState.UnknownJob ? "Whether they are stored is not known: read them back." : "They are not stored.")} Trying "
                        + $"again may help with another prior, and does not where the message names a fault of the values.",
                    result.Status?.Code);
        }
    }
}
