using System.Text.Json;

namespace Energy.Clients.FlexMeasures;

/// <summary>A user to be made.</summary>
public sealed record FlexMeasuresNewUser
{
    /// <summary>The e-mail address, one that can be delivered to.</summary>
    public required string Email { get; init; }

    /// <summary>The name.</summary>
    public required string Username { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Email);
        ArgumentException.ThrowIfNullOrWhiteSpace(Username);
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("email", Email);
        json.WriteString("username", Username);
        json.WriteNumber("account_id", AccountId);
    }
}
