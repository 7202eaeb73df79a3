namespace Energy.Clients.OpenCec;

/// <summary>What to change of a definition. Only what is set is sent.</summary>
public sealed record OpenCecAttributeDefinitionUpdate : OpenCecRowInput
{
    /// <summary>The name, unique in its class, at most 100 characters (code points).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> AttributeName { get; init; }

    /// <summary>What the text of a value means.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<OpenCecAttributeType> AttributeType { get; init; }

    /// <summary>What it means, and by custom the unit; <see langword="null"/> when there is none. An explicit <see langword="null"/> removes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Description { get; init; }

    internal override void Write(OpenCecBody body) => body
        .AddText(nameof(AttributeName), AttributeName, OpenCecNewAttributeDefinition.MaxCharacters)
        .AddWord(nameof(AttributeType), AttributeType)
        .AddTextOrNull(nameof(Description), Description);
}
