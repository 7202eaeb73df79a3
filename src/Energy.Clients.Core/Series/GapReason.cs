namespace Energy.Clients;

/// <summary>Why a series has no value for a stretch of time.</summary>
public enum GapReason
{
    /// <summary>The vendor sent no reading for it.</summary>
    NoReading = 0,

    /// <summary>The vendor sent a reading and said that it has no value for it (see <see cref="Reading.Value"/>).</summary>
    NoValue,
}
