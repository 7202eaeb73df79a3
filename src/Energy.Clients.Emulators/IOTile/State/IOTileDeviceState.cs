using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A device of the emulator: what is served, and what the server keeps to itself.</summary>
internal sealed class IOTileDeviceState
{
    internal required JsonObject Json { get; init; }

    internal int Engine { get; init; }

    /// <summary>Who made it: with the staff the only one to see it while nobody has claimed it.</summary>
    internal string? CreatedBy { get; init; }

    internal bool HealthEnabled { get; set; }

    internal long HealthPeriod { get; set; } = 7200;

    internal JsonArray Recipients { get; set; } = [];

    internal Instant? LastReport { get; set; }

    internal long LastKnownId { get; set; } = 1;

    /// <summary>Whether the simulated past is there: until the device is reset, trimmed or archived.</summary>
    internal bool HasHistory { get; set; } = true;

    internal string Slug => (string)Json["slug"]!;

    internal string? Org => (string?)Json["org"];

    internal string? Project => (string?)Json["project"];

    internal bool Active => (bool)Json["active"]!;
}
