using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>What a write did.</summary>
/// <param name="Prior">The belief time of all values; give it to a repeat of the same write.</param>
/// <param name="Values">How many values were sent.</param>
/// <param name="Requests">In how many requests.</param>
/// <param name="AlreadyReceived">How many of these held values that the server knew already.</param>
/// <param name="Jobs">The jobs that will store values, where the server stores them later.</param>
public sealed record FlexMeasuresWriteResult(Instant Prior, long Values, int Requests, int AlreadyReceived, IReadOnlyList<string> Jobs);
