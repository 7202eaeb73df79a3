using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>A note to be made.</summary>
/// <param name="Target">The slug of what it is about; it is sent in canonical form. An unknown target makes the server fail (500).</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Text">The text.</param>
public sealed record IOTileNewNote(string Target, Instant Timestamp, string Text);
