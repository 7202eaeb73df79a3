namespace Energy.Clients.OpenCec;

/// <summary>What to change of an entity type. Only what is set is sent.</summary>
public sealed record OpenCecEntityTypeUpdate : OpenCecRowInput
{
    /// <summary>The name, unique, at most 50 characters (code points).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }

    /// <summary>What it means. The server's schema calls it optional, its database requires it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Description { get; init; }

    internal override void Write(OpenCecBody body) => body.AddText(nameof(Name), Name, OpenCecNewEntityType.MaxCharacters).AddText(nameof(Description), Description);
}
