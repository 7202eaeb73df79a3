namespace Energy.Clients.IOTile;

/// <summary>What a binary report says of itself, whether or not it holds true: for finding out what is wrong with one.</summary>
public sealed record IOTileReportInspection
{
    private readonly ByContent<IReadOnlyList<IOTileReportReading>> _readings = new([]);

    /// <summary>The format byte; 1 is the only one known.</summary>
    public byte Format { get; init; }

    /// <summary>The length that the header claims, in bytes.</summary>
    public int Length { get; init; }

    /// <summary>The low 32 bits of the device's number.</summary>
    public uint DeviceId { get; init; }

    /// <summary>The report's own id.</summary>
    public uint ReportId { get; init; }

    /// <summary>The device's uptime in seconds when it sent the report.</summary>
    public uint SentTimestamp { get; init; }

    /// <summary>How it says that it is signed.</summary>
    public byte SignatureFlags { get; init; }

    /// <summary>The streamer's index.</summary>
    public byte StreamerIndex { get; init; }

    /// <summary>The streamer's selector.</summary>
    public ushort StreamerSelector { get; init; }

    /// <summary>How many readings the length makes; negative when it is too short for any.</summary>
    public int ExpectedCount { get; init; }

    /// <summary>The lowest id that the footer claims.</summary>
    public uint LowestId { get; init; }

    /// <summary>The highest id that the footer claims.</summary>
    public uint HighestId { get; init; }

    /// <summary>The signature, in hex.</summary>
    public string Signature { get; init; } = "";

    /// <summary>Whether the signature is the hash of what stands before it.</summary>
    public bool HashValid { get; init; }

    /// <summary>Whether the device had more to send than fits into one report.</summary>
    public bool IsChopped { get; init; }

    /// <summary>The readings; empty when the file is too short for those that the length makes.</summary>
    public IReadOnlyList<IOTileReportReading> Readings { get => _readings.Value; init => _readings = new(value); }

    /// <summary>The first fault; <see langword="null"/> when the report can be used.</summary>
    public IOTileReportFormatException? Fault { get; init; }
}
