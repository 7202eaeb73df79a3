namespace Energy.Clients.Authoring;

/// <summary>Which exception a refused request becomes.</summary>
public enum VendorErrorKind
{
    /// <summary><see cref="EnergyResponseException"/>.</summary>
    Refused,

    /// <summary><see cref="EnergyAuthenticationException"/>.</summary>
    Authentication,

    /// <summary><see cref="EnergyNotFoundException"/>.</summary>
    NotFound,

    /// <summary><see cref="EnergyConflictException"/>.</summary>
    Conflict,

    /// <summary><see cref="EnergyRateLimitException"/>.</summary>
    RateLimit,
}
