using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A row of data of any stream, with its id.</summary>
/// <param name="Id">The row's id, unique in the cloud.</param>
/// <param name="Stream">The stream's slug as the server sends it.</param>
/// <param name="Project">The project's slug; empty for archives.</param>
/// <param name="Device">The slug of the device or, for archives, of the block.</param>
/// <param name="Variable">The variable's slug; for archives it still names the old project.</param>
/// <param name="Type">The type.</param>
/// <param name="DeviceTimestamp">The device's own time, see <see cref="IOTileDeviceTime"/>; <see langword="null"/> when it gave none.</param>
/// <param name="Timestamp">When; the server cuts it to whole seconds.</param>
/// <param name="IntValue">The device's raw number.</param>
/// <param name="Value">The value in the storage unit.</param>
/// <param name="StreamerLocalId">The device's incremental id; 0 when not set.</param>
/// <param name="DirtyTs">Whether the time is a guess.</param>
/// <param name="Status">How the time is known: <c>unk</c>, <c>cln</c>, <c>drt</c>, <c>utc</c>.</param>
public readonly record struct IOTileDataRow(
    long Id, string Stream, string Project, string Device, string Variable, IOTileDataType Type, long? DeviceTimestamp, Instant Timestamp, long? IntValue, double? Value, long StreamerLocalId, bool DirtyTs, string Status);
