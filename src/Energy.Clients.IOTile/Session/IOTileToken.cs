using System.Buffers.Text;

namespace Energy.Clients.IOTile;

/// <summary>A token, to be stored and given to another client. Its text is a credential: <see cref="ToString"/> never shows it.</summary>
public sealed record IOTileToken
{
    /// <summary>How long after its first issue a token can still be renewed.</summary>
    public static readonly Duration RefreshLimit = Duration.FromDays(180);

    /// <summary>Reads what a token says of itself.</summary>
    /// <param name="text">The token.</param>
    /// <param name="scheme">How it is sent.</param>
    public IOTileToken(string text, IOTileTokenScheme scheme)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Text = text;
        Scheme = scheme;
        (ExpiresAt, IssuedAt, User) = ReadClaims(text);
    }

    /// <summary>The token: a credential.</summary>
    public string Text { get; }

    /// <summary>How it is sent.</summary>
    public IOTileTokenScheme Scheme { get; }

    /// <summary>When its life ends; <see langword="null"/> for a permanent token, or where it does not say.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? ExpiresAt { get; }

    /// <summary>When the sign-in was that it comes from; renewing keeps it. <see langword="null"/> where it does not say.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? IssuedAt { get; }

    /// <summary>Until when it can be renewed, as long as it lives; <see langword="null"/> when it cannot.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? RefreshableUntil => IssuedAt + RefreshLimit;

    /// <summary>The user whom it names: the name and the address; <see langword="null"/> where it does not say.</summary>
    internal (string? Name, string? Email) User { get; }

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    internal string Header => Scheme.Name + " " + Text;

    /// <summary>Says what kind of token it is and when it ends, and never the token.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() => $"{Scheme} token{(ExpiresAt is { } end ? $" until {end}" : "")}";

    private static (Instant? Expires, Instant? Issued, (string? Name, string? Email) User) ReadClaims(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return default;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                ? (Epoch(claims.RootElement, "exp"), Epoch(claims.RootElement, "orig_iat"), (String(claims.RootElement, "username"), String(claims.RootElement, "email")))
                : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not a token that says anything; the server will judge it.
            return default;
        }
    }

    private static string? String(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Instant? Epoch(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? Instant.FromUnixTimeSeconds(seconds)
            : null;
}
