namespace Energy.Clients.Stem;

/// <summary>Intervals as they are on the wire.</summary>
internal readonly struct StemWireRow : IStemRow<StemInterval>
{
    public static StemInterval Make(in StemRow row) => row.ToWire();
}
