namespace Energy.Clients.IOTile;

/// <summary>A report file is not what a device sends: cut, changed, or signed in a way that the server does not take.</summary>
public sealed class IOTileReportFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="offset">The byte at which the fault lies.</param>
    /// <param name="reason">What is wrong.</param>
    public IOTileReportFormatException(int offset, string reason)
        : base(string.Create(CultureInfo.InvariantCulture, $"The report cannot be used, byte {offset}: {reason}"))
    {
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The byte at which the fault lies, from 0.</summary>
    public int Offset { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
