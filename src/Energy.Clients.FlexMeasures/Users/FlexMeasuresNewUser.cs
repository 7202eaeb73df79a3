namespace Energy.Clients.FlexMeasures;

/// <summary>A user to be made.</summary>
public sealed record FlexMeasuresNewUser : IFlexMeasuresBody
{
    /// <summary>The e-mail address, one that can be delivered to.</summary>
    public required string Email { get; init; }

    /// <summary>The name.</summary>
    public required string Username { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    void IFlexMeasuresBody.Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Email);
        ArgumentException.ThrowIfNullOrWhiteSpace(Username);
    }

    void IFlexMeasuresBody.WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("email", Email);
        json.WriteString("username", Username);
        json.WriteNumber("account_id", AccountId);
    }
}
