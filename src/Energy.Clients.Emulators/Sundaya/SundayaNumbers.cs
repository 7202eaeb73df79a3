namespace Energy.Clients.Emulators;

/// <summary>Where the numbers of the Sundaya emulator come from.</summary>
public enum SundayaNumbers
{
    /// <summary>From the simulated world: the six flows balance in every interval.</summary>
    World,

    /// <summary>
    /// Random, as the real server's, drawn again at every request: the same question has the same places (periods, flows, counts) in its answer and other numbers, and nothing
    /// balances. Within an answer the number of a period is the sum of those of its parts. Equal seeds and equal requests, one after the other, have equal numbers.
    /// </summary>
    Random,
}
