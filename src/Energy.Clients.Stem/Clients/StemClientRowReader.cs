using System.Text.Json;

namespace Energy.Clients.Stem;

/// <summary>Reads a client; an id is always required, a name and a link where the options say Strict.</summary>
internal readonly struct StemClientRowReader : IRowReader<StemClientInfo>
{
    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out StemClientInfo row)
    {
        if (!new JsonRowReader<StemClientInfo>(StemJsonContext.Default.StemClientInfo).TryRead(ref reader, drift, out row))
        {
            return false;
        }

        StemRequired.Check(row, drift);
        return true;
    }
}
