namespace Energy.Clients.Stem;

/// <summary>Makes what a read is for out of an interval.</summary>
internal interface IStemRow<TRow>
{
    static abstract TRow Make(in StemRow row);
}
