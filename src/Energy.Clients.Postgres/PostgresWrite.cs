namespace Energy.Clients.Postgres;

/// <summary>What became of one write; those of its readings that are in neither number were stored already, or were missing where a value is stored.</summary>
/// <param name="Series">The series' <see cref="SeriesInfo.Identity"/>.</param>
/// <param name="Readings">How many readings were to be stored.</param>
/// <param name="Stored">How many were added or changed.</param>
/// <param name="Frozen">How many start before <see cref="PostgresSinkOptions.FrozenBefore"/> and were left alone.</param>
public readonly record struct PostgresWrite(string Series, int Readings, int Stored, int Frozen);
