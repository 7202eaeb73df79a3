namespace Energy.Clients;

/// <summary>How many slots a local day has on a <see cref="Timeline"/>.</summary>
public enum TimelineShape
{
    /// <summary>As many as the day really has: with quarter hours 96, 92 where clocks go forward, 100 where they go back. Slots are told apart by instant; nothing is
    /// lost.</summary>
    Honest = 0,

    /// <summary>
    /// Always 24 hours' worth (96 quarter hours), by the clock on the wall, as Stem's first consumer stored them. Where clocks go forward the hour that
    /// does not exist stays empty; where they go back the later of two readings of one wall-clock time replaces the earlier.
    /// </summary>
    FixedSlots,
}
