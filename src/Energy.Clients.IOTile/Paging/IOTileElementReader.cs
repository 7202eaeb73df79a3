using System.Text.Json;

namespace Energy.Clients.IOTile;

/// <summary>Reads a row as it is, whatever it is.</summary>
internal readonly struct IOTileElementReader : IRowReader<JsonElement>
{
    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out JsonElement row)
    {
        var ahead = reader;
        if (!ahead.TrySkip())
        {
            row = default;
            return false;
        }

        row = JsonElement.ParseValue(ref reader);
        return true;
    }
}
