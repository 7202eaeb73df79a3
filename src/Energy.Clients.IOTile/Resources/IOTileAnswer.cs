using System.Net;

namespace Energy.Clients.IOTile;

/// <summary>An answer to a generic call: its status and its body, as JSON where it is that.</summary>
public sealed record IOTileAnswer
{
    private readonly ByContent<ReadOnlyMemory<byte>> _bytes;
    private readonly ByContent<JsonElement?> _json;

    /// <summary>The status, a success.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The media type that the server names; <see langword="null"/> when there is none.</summary>
    public string? MediaType { get; init; }

    /// <summary>The body as it came; empty when there was none.</summary>
    public required ReadOnlyMemory<byte> Bytes { get => _bytes.Value; init => _bytes = new(value); }

    /// <summary>The body as JSON; <see langword="null"/> when it is none, as for data frames in CSV and for empty answers.</summary>
    public JsonElement? Json { get => _json.Value; init => _json = new(value); }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
