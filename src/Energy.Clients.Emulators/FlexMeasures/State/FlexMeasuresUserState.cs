namespace Energy.Clients.Emulators;

/// <summary>A user.</summary>
internal sealed class FlexMeasuresUserState(long id, string email)
{
    public long Id { get; set; } = id;

    public string Email { get; set; } = email;

    public string Username { get; set; } = "";

    public string Password { get; set; } = "";

    public List<string> Roles { get; set; } = [];

    public long? AccountId { get; set; }

    public bool Active { get; set; } = true;

    public string TimeZone { get; set; } = "Europe/Amsterdam";

    public long SourceId { get; set; }

    public string? Token { get; set; }

    public Instant? LastSeenAt { get; set; }

    public Instant? LastLoginAt { get; set; }
}
