using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>An organisation of the emulator.</summary>
internal sealed class IOTileOrg
{
    internal required JsonObject Json { get; init; }

    /// <summary>By user: the role, the role whose rights are stored, since when.</summary>
    internal Dictionary<string, (string Role, string Rights, Instant Since)> Members { get; } = new(StringComparer.Ordinal);

    // Sent and not answered, by address: the server keeps one for each.
    internal SortedDictionary<string, (string SentBy, Instant SentOn)> Invitations { get; } = new(StringComparer.Ordinal);

    internal string Slug => (string)Json["slug"]!;
}
