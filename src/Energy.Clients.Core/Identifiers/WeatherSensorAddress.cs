namespace Energy.Clients;

/// <summary>The local part of an address that names a weather sensor by what it measures and where (<c>temperature:52:73.0</c>).</summary>
/// <remarks>Coordinates are <see cref="decimal"/>s, which keep the digits as written: the address is an identity, and <c>73.0</c> is another text than <c>73</c>.</remarks>
public readonly record struct WeatherSensorAddress
{
    private readonly string? _type;

    /// <summary>Names a weather sensor.</summary>
    /// <param name="type">What it measures: an ASCII letter, then ASCII letters, digits, underscores and, in scheme fm0 only, spaces.</param>
    /// <param name="latitude">Degrees north. Not checked against ±90, as no server does.</param>
    /// <param name="longitude">Degrees east. Not checked against ±180.</param>
    /// <exception cref="ArgumentException"><paramref name="type"/> is any other text.</exception>
    [JsonConstructor]
    public WeatherSensorAddress(string type, decimal latitude, decimal longitude)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!EntityAddress.IsName(type, blanks: true))
        {
            throw new ArgumentException($"A weather sensor's type is an ASCII letter, then letters, digits, underscores and spaces, not '{type}'.", nameof(type));
        }

        _type = type;
        Latitude = latitude;
        Longitude = longitude;
    }

    /// <summary>What the sensor measures, as the server names it: <c>temperature</c>, <c>wind_speed</c>, <c>radiation</c>.</summary>
    public string Type => _type ?? "";

    /// <summary>Degrees north.</summary>
    public decimal Latitude { get; }

    /// <summary>Degrees east.</summary>
    public decimal Longitude { get; }

    /// <summary>The local part without a scheme's prefix: <c>temperature:52:73.0</c>, never with an exponent.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Type}:{Latitude}:{Longitude}");
}
