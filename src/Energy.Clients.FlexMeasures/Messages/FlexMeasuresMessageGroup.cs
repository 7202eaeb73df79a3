namespace Energy.Clients.FlexMeasures;

/// <summary>Targets that share values.</summary>
/// <param name="Targets">Addresses of connections, markets, weather sensors or events, as texts; in an answer about connections, names.</param>
/// <param name="Values">The values, one a slot.</param>
public sealed record FlexMeasuresMessageGroup(IReadOnlyList<string> Targets, IReadOnlyList<double> Values);
