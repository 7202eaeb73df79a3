using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Authoring;

/// <summary>Reads rows with source-generated metadata: for lists of models, where a row costs more than its reading.</summary>
/// <typeparam name="TRow">The model.</typeparam>
/// <param name="typeInfo">The model's source-generated metadata.</param>
public readonly struct JsonRowReader<TRow>(JsonTypeInfo<TRow> typeInfo) : IRowReader<TRow>
{
    /// <inheritdoc/>
    public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out TRow row)
    {
        ArgumentNullException.ThrowIfNull(drift);
        var ahead = reader;
        if (!ahead.TrySkip())
        {
            row = default!;
            return false;
        }

        row = JsonSerializer.Deserialize(ref reader, typeInfo) is { } read ? read : throw new JsonException("An item of the list is null.");
        if (row is IKeepsUnknownMembers model)
        {
            drift.Report(model);
        }

        return true;
    }
}
