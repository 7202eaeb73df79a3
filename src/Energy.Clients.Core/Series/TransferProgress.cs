namespace Energy.Clients;

/// <summary>What a transfer has stored so far in this run.</summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Readings">How many readings.</param>
/// <param name="Through">The end of the last of them.</param>
public readonly record struct TransferProgress(string Source, long Readings, [property: JsonConverter(typeof(InstantJsonConverter))] Instant? Through);
