namespace Energy.Clients.Emulators;

/// <summary>A note.</summary>
internal sealed class FlexMeasuresAnnotationState(long id, string content)
{
    public long Id { get; set; } = id;

    public string Content { get; set; } = content;

    public string Kind { get; set; } = "";

    public long OwnerId { get; set; }

    public OffsetDateTime Start { get; set; }

    public OffsetDateTime End { get; set; }

    public string Type { get; set; } = "label";

    public OffsetDateTime? Prior { get; set; }

    public long SourceId { get; set; }
}
