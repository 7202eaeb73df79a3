namespace Energy.Clients.OpenCec;

/// <summary>What to change of a value. Only what is set is sent.</summary>
public sealed record OpenCecAttributeValueUpdate : OpenCecRowInput
{
    /// <summary>The value as text. The server's schema calls it optional, its database requires it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> AttributeValue { get; init; }

    internal override void Write(OpenCecBody body) => body.AddText(nameof(AttributeValue), AttributeValue);
}
