namespace Energy.Clients.Sundaya;

/// <summary>The charging state of a tracker: bits 10 and 11 of its status, the low bit first.</summary>
public enum SundayaDeviceCharging
{
    /// <summary><c>not-charging</c></summary>
    NotCharging = 0,

    /// <summary><c>boost</c>: bit 10 alone.</summary>
    Boost = 1,

    /// <summary><c>float</c>: bit 11 alone.</summary>
    FloatCharge = 2,

    /// <summary><c>equalisation</c></summary>
    Equalisation = 3,
}
