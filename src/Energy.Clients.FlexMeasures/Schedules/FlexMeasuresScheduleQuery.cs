namespace Energy.Clients.FlexMeasures;

/// <summary>Which plan to get.</summary>
public sealed record FlexMeasuresScheduleQuery
{
    /// <summary>How much of the plan, from its start; <see langword="null"/> leaves it to the server, which gives 6 hours. Longer than the plan gives the plan; 48 hours at
    /// most.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>The unit of the values; <see langword="null"/> is the sensor's. Servers before 0.32 answer in their own, which readings are converted from.</summary>
    public Unit? Unit { get; init; }

    /// <summary>What a positive value means; <see langword="null"/> leaves it to the server: consumption.</summary>
    public FlexMeasuresSignConvention? SignConvention { get; init; }

    /// <summary>How far apart the values of the plan are, which readings are checked against: an answer in which one is missing would move all behind it. It is not sent.
    /// <see langword="null"/> is the event resolution of the sensor; a sensor of a state of charge has none, so that its plan is read with this alone (the event resolution of the
    /// device's power sensor, unless the trigger named another).</summary>
    public IsoDuration? Resolution { get; init; }

    internal EnergyRequest ToRequest(long sensorId, string scheduleId)
    {
        if (Duration is { HasCalendarParts: true } months)
        {
            throw new ArgumentException($"Duration is {months}: a server cannot give a plan for months and years. Ask for days or hours.");
        }

        if (Duration is { } duration)
        {
            FlexMeasuresCheck.WholeMinutes(duration, nameof(Duration));
        }

        if (Resolution is { } resolution && (resolution.HasCalendarParts || resolution.ToDuration() <= NodaTime.Duration.Zero))
        {
            throw new ArgumentException($"Resolution is {resolution}. Give hours and minutes above zero.");
        }

        return FlexMeasuresScheduleOperations.Get.At(sensorId, scheduleId).With(new QueryArguments()
            .Add("duration", Duration)
            .Add("unit", Unit?.Symbol)
            .Add("sign-convention", SignConvention switch
            {
                null => null,
                FlexMeasuresSignConvention.ConsumptionPositive => "consumption-positive",
                FlexMeasuresSignConvention.ProductionPositive => "production-positive",
                FlexMeasuresSignConvention.AsStored => "wysiwyg",
                _ => throw new ArgumentException($"There is no sign convention {SignConvention}."),
            }));
    }
}
