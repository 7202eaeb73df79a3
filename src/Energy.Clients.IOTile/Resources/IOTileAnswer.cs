using System.Net;
using System.Text;
using System.Text.Json;

namespace Energy.Clients.IOTile;

/// <summary>An answer to a generic call: its status and its body, as JSON where it is that.</summary>
/// <param name="Status">The status, a success.</param>
/// <param name="MediaType">The media type that the server names; <see langword="null"/> when there is none.</param>
/// <param name="Bytes">The body as it came; empty when there was none.</param>
public sealed record IOTileAnswer(HttpStatusCode Status, string? MediaType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The body as JSON; <see langword="null"/> when it is none, as for data frames in CSV and for empty answers.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
