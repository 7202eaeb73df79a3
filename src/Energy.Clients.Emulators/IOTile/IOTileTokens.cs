using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>JWTs of the emulator: HS256.</summary>
internal sealed class IOTileTokens(string key)
{
    internal static readonly Duration Life = Duration.FromDays(7);
    internal static readonly Duration RefreshLimit = Duration.FromDays(180);

    internal string Sign(JsonObject claims, string? otherKey = null)
    {
        var head = Text("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + Text(claims.ToJsonString());
        return head + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(otherKey ?? key), Encoding.ASCII.GetBytes(head)));

        static string Text(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    internal string Issue(IOTileUser user, Instant now, Instant? issued = null) => Sign(new JsonObject
    {
        ["user_id"] = user.Id,
        ["username"] = user.Username,
        ["exp"] = (now + Life).ToUnixTimeSeconds(),
        ["email"] = user.Email,
        ["orig_iat"] = (issued ?? now).ToUnixTimeSeconds(),
    });

    /// <summary>The claims of a token whose signature is right and whose life is not over; otherwise what the server says.</summary>
    internal (JsonObject? Claims, string? Fault) Read(string token, Instant now)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return (null, "Error decoding signature.");
        }

        if (!HasKnownAlgorithm(parts[0]))
        {
            // The server's library throws what nothing catches.
            throw new IOTileRefusal(IOTileReply.Failed());
        }

        var expected = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(parts[0] + "." + parts[1])));
        if (expected != parts[2])
        {
            return (null, "Error decoding signature.");
        }

        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        return (long?)claims["exp"] is { } end && end <= now.ToUnixTimeSeconds() ? (null, "Signature has expired.") : (claims, null);
    }

    private static bool HasKnownAlgorithm(string header)
    {
        if (!Base64Url.IsValid(header))
        {
            return true;
        }

        try
        {
            return (string?)(JsonNode.Parse(Base64Url.DecodeFromChars(header)) as JsonObject)?["alg"] is null or "HS256";
        }
        catch (System.Text.Json.JsonException)
        {
            return true;
        }
    }
}
