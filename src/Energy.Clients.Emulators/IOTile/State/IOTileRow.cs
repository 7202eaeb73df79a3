using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A row of data, or an event when it has extra data.</summary>
internal sealed class IOTileRow
{
    internal required long Id { get; init; }

    internal required string Stream { get; set; }

    internal required string Project { get; set; }

    internal required string Device { get; set; }

    internal required string Variable { get; set; }

    internal string Type { get; set; } = "Num";

    internal long? DeviceTimestamp { get; set; }

    internal required Instant Timestamp { get; set; }

    internal long? IntValue { get; set; }

    internal double? Value { get; set; }

    internal long LocalId { get; set; }

    internal string Status { get; set; } = "unk";

    internal JsonObject? Extra { get; set; }

    /// <summary>Whether the time is a guess, where that was said apart from the status.</summary>
    internal bool? Dirty { get; set; }

    internal byte[]? File { get; set; }

    internal string? Extension { get; init; } = "json";
}
