namespace Energy.Clients.IOTile;

/// <summary>Which of the three values of a row a reading takes.</summary>
public enum IOTileValueKind
{
    /// <summary>In the stream's output unit: what people see.</summary>
    Output = 0,

    /// <summary>In the variable type's storage unit.</summary>
    Stored,

    /// <summary>The device's raw number.</summary>
    Raw,
}
