namespace Energy.Clients.Authoring;

/// <summary>How a <see cref="RateBudget"/> stands at one moment.</summary>
/// <param name="Wait">How long a caller that asked now would wait.</param>
/// <param name="RestsUntil">Until when nobody is let through, because the server said so; <see langword="null"/> when it does not rest.</param>
/// <param name="LearntPerSecond">Requests a second, as learnt from what the server refused; <see langword="null"/> while it has refused nothing.</param>
/// <param name="Waiting">How many callers wait.</param>
/// <param name="InFlight">How many were let through and have no answer yet.</param>
public sealed record RateBudgetState(
    [property: JsonConverter(typeof(DurationJsonConverter))] Duration Wait,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? RestsUntil,
    double? LearntPerSecond,
    int Waiting,
    int InFlight);
