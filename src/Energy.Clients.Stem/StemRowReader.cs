using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Stem;

/// <summary>Reads a client or a site; where the options say Strict, by the word of the vendor's schema.</summary>
internal readonly struct StemRowReader<T>(JsonTypeInfo<T> typeInfo) : IRowReader<T>
    where T : StemListItem
{
    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out T row)
    {
        var isRead = new JsonRowReader<T>(typeInfo).TryRead(ref reader, drift, out row);
        if (isRead && drift.IsStrict)
        {
            row.CheckSchema();
        }

        return isRead;
    }
}
