namespace Energy.Clients.FlexMeasures;

/// <summary>Units as servers write them. A number without a unit is the empty text there, and "dimensionless" here.</summary>
internal static class FlexMeasuresUnits
{
    public static bool IsSame(Unit left, Unit right) => OfReadings(left) == OfReadings(right);

    /// <summary>The unit of a sensor as readings have it.</summary>
    public static Unit OfReadings(Unit unit) => unit == Unit.None ? Unit.Dimensionless : unit;
}
