namespace Energy.Clients.Emulators;

/// <summary>An account of the emulator.</summary>
internal sealed class IOTileUser
{
    internal required int Id { get; init; }

    internal required string Username { get; set; }

    internal required string Email { get; set; }

    internal required string Password { get; set; }

    internal string Name { get; set; } = "";

    internal string Tagline { get; set; } = "";

    internal string Token { get; set; } = "";

    internal bool Active { get; init; } = true;

    internal bool Staff { get; init; }

    internal Instant Created { get; init; }

    internal Instant Updated { get; set; }

    internal DateTimeZone Zone { get; set; } = DateTimeZone.Utc;
}
