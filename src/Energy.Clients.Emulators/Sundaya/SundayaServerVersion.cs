namespace Energy.Clients.Emulators;

/// <summary>Which of Sundaya's servers is emulated.</summary>
public enum SundayaServerVersion
{
    /// <summary>Version 0.6.0.07, the live one: no designed error ever leaves it. A request that it refuses gets a bare 500, or no answer at all.</summary>
    V06,

    /// <summary>Version 0.5.0.02, the last one whose errors work: 400 and 415 with a detail for each fault.</summary>
    V05,
}
