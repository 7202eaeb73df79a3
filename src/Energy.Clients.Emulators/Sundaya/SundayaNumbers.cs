namespace Energy.Clients.Emulators;

/// <summary>Where the numbers of the Sundaya emulator come from.</summary>
public enum SundayaNumbers
{
    /// <summary>From the simulated world: the six flows balance in every interval.</summary>
    World,

    /// <summary>Random, as the real server's: nothing balances, and no number comes twice.</summary>
    Random,
}
