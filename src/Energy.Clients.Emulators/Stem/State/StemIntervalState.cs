namespace Energy.Clients.Emulators;

/// <summary>An interval of a stream in the form in which the vendor sends it.</summary>
/// <param name="Start">The start as sent: one second late (<c>00:15:01</c>), both ends being included.</param>
/// <param name="End">The end as sent.</param>
/// <param name="Kilowatts">The average power in kW, or <see langword="null"/> for no data.</param>
public sealed record StemIntervalState(Instant Start, Instant End, double? Kilowatts);
