namespace Energy.Clients;

/// <summary>Which prefixes a unit symbol takes.</summary>
internal enum UnitPrefix
{
    /// <summary>None: <c>%</c>, <c>°C</c>.</summary>
    None,

    /// <summary>Symbols of prefixes: <c>k</c>, <c>M</c>.</summary>
    Short,

    /// <summary>Names of prefixes, and a plural s: <c>kilo</c>, <c>mega</c>.</summary>
    Long,
}
