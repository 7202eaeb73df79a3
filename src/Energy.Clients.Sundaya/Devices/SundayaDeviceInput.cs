namespace Energy.Clients.Sundaya;

/// <summary>The state of a tracker's input: bits 1 and 2 of its status, the low bit first.</summary>
public enum SundayaDeviceInput
{
    /// <summary><c>normal</c></summary>
    Normal = 0,

    /// <summary><c>high-volt-input</c>: bit 1 alone.</summary>
    HighVoltage = 1,

    /// <summary><c>no-power</c>: bit 2 alone.</summary>
    NoPower = 2,

    /// <summary><c>input-volt-error</c></summary>
    VoltageError = 3,
}
