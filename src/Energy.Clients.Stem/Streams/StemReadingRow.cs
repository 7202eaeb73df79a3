namespace Energy.Clients.Stem;

/// <summary>Intervals as readings.</summary>
internal readonly struct StemReadingRow : IStemRow<Reading>
{
    public static Reading Make(in StemRow row) => row.ToReading();
}
