namespace Energy.Clients;

/// <summary>The local part of an fm1 address: a sensor's id, whatever the sensor measures (<c>fm1.42</c>).</summary>
public readonly record struct SensorAddress
{
    /// <summary>Names a sensor.</summary>
    /// <param name="sensorId">The sensor; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative id.</exception>
    [JsonConstructor]
    public SensorAddress(long sensorId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sensorId);
        SensorId = sensorId;
    }

    /// <summary>The sensor's id.</summary>
    public long SensorId { get; }

    /// <summary>The local part without the prefix: the id, without leading zeros.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => SensorId.ToString(CultureInfo.InvariantCulture);
}
