namespace Energy.Clients.Emulators;

/// <summary>A source of data.</summary>
internal sealed class FlexMeasuresSourceState(long id, string name)
{
    public long Id { get; set; } = id;

    public string Name { get; set; } = name;

    public string Type { get; set; } = "user";

    public string? Model { get; set; }

    public string? Version { get; set; }

    public long? UserId { get; set; }

    public long? AccountId { get; set; }
}
