using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>A half-open interval with its six flows: one bar of a flow chart.</summary>
/// <param name="Start">The first instant.</param>
/// <param name="End">The first instant behind it.</param>
/// <param name="Balance">The flows.</param>
public sealed record FlowInterval(Instant Start, Instant End, EnergyBalance Balance)
{
    /// <summary>What to write below the bar; empty takes the start in UTC.</summary>
    public string Label { get; init; } = "";
}
