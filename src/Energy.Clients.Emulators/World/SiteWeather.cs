namespace Energy.Clients.Emulators;

/// <summary>Sun, clouds and air at one place, a pure function of the minute.</summary>
internal sealed class SiteWeather
{
    private const double MinutesPerDay = 1440;
    private const double DaysPerYear = 365.2425;

    private readonly ulong _airKey;
    private readonly ulong _frontKey;
    private readonly ulong _cloudKey;
    private readonly double _latitudeSin;
    private readonly double _latitudeCos;
    private readonly double _latitude;
    private readonly double _solarOffsetDays;

    internal SiteWeather(ulong key, double latitude, double longitude)
    {
        _airKey = key ^ Noise.Key("air");
        _frontKey = key ^ Noise.Key("front");
        _cloudKey = key ^ Noise.Key("cloud");
        _latitude = latitude;
        _latitudeSin = Turns.Sin(latitude / 360);
        _latitudeCos = Turns.Cos(latitude / 360);
        _solarOffsetDays = longitude / 360;
    }

    /// <summary>Global horizontal irradiance in W/m², 0 at night, at most about 1000.</summary>
    internal double Irradiance(long epochMinute)
    {
        var days = (epochMinute / MinutesPerDay) + _solarOffsetDays;
        var declinationSin = -0.3978 * Turns.Cos((days + 10) / DaysPerYear);
        var declinationCos = Math.Sqrt(1 - (declinationSin * declinationSin));
        var elevation = (_latitudeSin * declinationSin) - (_latitudeCos * declinationCos * Turns.Cos(days));
        return elevation <= 0 ? 0 : 1000 * elevation * (0.75 + (0.25 * elevation)) * (1 - (0.75 * Cloud(epochMinute)));
    }

    /// <summary>Air temperature in °C.</summary>
    internal double Temperature(long epochMinute)
    {
        var days = (epochMinute / MinutesPerDay) + _solarOffsetDays;
        var mean = 30 - (0.38 * Math.Abs(_latitude));
        var season = -8 * Turns.Cos((days - 25) / DaysPerYear) * (_latitude < 0 ? -1 : 1);
        var hour = -4.5 * Turns.Cos(days - 0.125);
        return mean + season + hour + (6 * (Noise.Smooth(_airKey, epochMinute, 720) - 0.5));
    }

    internal static long MinuteOf(Instant instant) => (long)Math.Floor(instant.ToUnixTimeSeconds() / 60.0);

    // Whole fronts of weather, with smaller clouds under them; squared, so that clear skies are common.
    private double Cloud(long epochMinute)
    {
        var cover = (0.6 * Noise.Smooth(_frontKey, epochMinute, 1800)) + (0.4 * Noise.Smooth(_cloudKey, epochMinute, 12));
        return cover * cover;
    }
}
