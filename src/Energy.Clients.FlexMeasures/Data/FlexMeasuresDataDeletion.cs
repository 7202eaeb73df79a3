using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>Which data of a sensor to delete. The server takes an empty one for "everything", so that has to be said.</summary>
public sealed record FlexMeasuresDataDeletion
{
    /// <summary>Recorded by this source.</summary>
    public long? SourceId { get; init; }

    /// <summary>Slots that start at this time or later.</summary>
    public OffsetDateTime? Start { get; init; }

    /// <summary>Slots that end at this time or earlier; at least one slot after the start.</summary>
    public OffsetDateTime? Until { get; init; }

    /// <summary>Whether all data are meant when nothing else is set.</summary>
    public bool Everything { get; init; }

    internal void Check()
    {
        if (!Everything && SourceId is null && Start is null && Until is null)
        {
            throw new ArgumentException("Nothing is set, which a server takes for all data. Set a source, a start or an end, or say Everything.");
        }

        if (Start is { } start && Until is { } until && until.ToInstant() < start.ToInstant())
        {
            throw new ArgumentException($"The end {FlexMeasuresTime.Format(until)} is before the start {FlexMeasuresTime.Format(start)}.");
        }
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Add("source", SourceId);
        json.Add("start", Start);
        json.Add("until", Until);
    }
}
