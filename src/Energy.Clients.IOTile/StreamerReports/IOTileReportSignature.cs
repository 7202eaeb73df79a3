namespace Energy.Clients.IOTile;

/// <summary>How a report is signed.</summary>
public enum IOTileReportSignature
{
    /// <summary>By a hash that anybody can make: the only kind that the server takes.</summary>
    Hash = 0,

    /// <summary>By the user's key.</summary>
    UserKey = 1,

    /// <summary>By the device's key; the readings are encrypted.</summary>
    DeviceKey = 2,
}
