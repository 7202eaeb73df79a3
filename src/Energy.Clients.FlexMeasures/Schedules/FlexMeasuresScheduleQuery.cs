namespace Energy.Clients.FlexMeasures;

/// <summary>Which plan to get.</summary>
public sealed record FlexMeasuresScheduleQuery
{
    /// <summary>The power sensor.</summary>
    public required long SensorId { get; init; }

    /// <summary>The id that the trigger gave.</summary>
    public required string ScheduleId { get; init; }

    /// <summary>How much of the plan, from its start; <see langword="null"/> leaves it to the server, which gives 6 hours. Longer than the plan gives the plan; 48 hours at most.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>The unit of the values; <see langword="null"/> is the sensor's. Servers before 0.32 take none.</summary>
    public Unit? Unit { get; init; }

    /// <summary>What a positive value means; <see langword="null"/> leaves it to the server: consumption.</summary>
    public FlexMeasuresSignConvention? SignConvention { get; init; }

    internal EnergyRequest ToRequest()
    {
        if (Duration is { HasCalendarParts: true } months)
        {
            throw new ArgumentException($"Duration is {months}: a server cannot give a plan for months and years. Ask for days or hours.");
        }

        if (Duration is { } duration)
        {
            FlexMeasuresCheck.WholeMinutes(duration, nameof(Duration));
        }

        return FlexMeasuresScheduleOperations.Get.At(SensorId, ScheduleId).With(new QueryArguments()
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
