namespace Energy.Clients;

/// <summary>How an <see cref="IsoDuration"/> is written.</summary>
public enum IsoDurationStyle
{
    /// <summary>Days and what is left (<c>P1DT1H</c>, zero is <c>P0D</c>): the canonical form, as FlexMeasures writes forecasts and resolutions. Format <c>"D"</c>.</summary>
    Days,

    /// <summary>Hours instead of days (<c>PT25H</c>, zero is <c>PT0H</c>): as FlexMeasures version 3 writes sensor data and schedules. Format <c>"H"</c>.</summary>
    Hours,
}
