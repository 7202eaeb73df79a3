namespace Energy.Clients;

/// <summary>What becomes of a reading that is longer than the row it stands in, because another series is finer or is cut elsewhere.</summary>
public enum UnlikeResolutions
{
    /// <summary>It is an error, which shows the two readings: bring the series to the same steps first.</summary>
    Refuse = 0,

    /// <summary>Its value is repeated in every row of its interval: right for levels (prices), and for average power as far as its energy goes. Energy is refused.</summary>
    Repeat,

    /// <summary>Energy is divided over the rows of its interval by time; average power and levels are repeated.</summary>
    Split,

    /// <summary>Levels are repeated, since a price holds over all of its interval; anything else is an error.</summary>
    RepeatLevels,
}
