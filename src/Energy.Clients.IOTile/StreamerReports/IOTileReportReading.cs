namespace Energy.Clients.IOTile;

/// <summary>A reading in a report.</summary>
/// <param name="Stream">The local id of the stream, 16 bits.</param>
/// <param name="Id">The device's incremental id.</param>
/// <param name="DeviceTimestamp">The device's time, see <see cref="IOTileDeviceTime"/>.</param>
/// <param name="Value">The raw number.</param>
public readonly record struct IOTileReportReading(ushort Stream, uint Id, uint DeviceTimestamp, uint Value);
