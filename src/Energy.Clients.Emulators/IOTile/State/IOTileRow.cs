using System.Text.Json.Nodes;
using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>A row of data, or an event when it has extra data.</summary>
internal sealed class IOTileRow
{
    internal required long Id { get; init; }

    internal required string Stream { get; set; }

    internal required string Project { get; set; }

    internal required string Device { get; set; }

    internal required string Variable { get; init; }

    internal string Type { get; init; } = "Num";

    internal long? DeviceTimestamp { get; init; }

    internal required Instant Timestamp { get; init; }

    internal long? IntValue { get; init; }

    internal double? Value { get; init; }

    internal long LocalId { get; init; }

    internal string Status { get; init; } = "unk";

    internal JsonObject? Extra { get; init; }

    internal byte[]? File { get; set; }

    internal string Extension { get; init; } = "json";
}
