namespace Energy.Clients.Sundaya;

/// <summary>The state of a tracker's load: bits 7 and 8 of its status, the low bit first.</summary>
public enum SundayaDeviceLoad
{
    /// <summary><c>ok</c></summary>
    Ok = 0,

    /// <summary><c>short</c>: bit 7 alone.</summary>
    ShortCircuit = 1,

    /// <summary><c>overcurrent</c>: bit 8 alone.</summary>
    Overcurrent = 2,

    /// <summary><c>not-applicable</c></summary>
    NotApplicable = 3,
}
