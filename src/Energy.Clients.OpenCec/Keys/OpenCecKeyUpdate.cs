namespace Energy.Clients.OpenCec;

/// <summary>What to change of a key. Only what is set is sent.</summary>
/// <remarks>An update moves the key's row behind the others: if a value that is not a hash stands among them, the key stops working.</remarks>
public sealed record OpenCecKeyUpdate : OpenCecRowInput
{
    /// <summary>The hash: 13 characters from <c>./0-9A-Za-z</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Value { get; init; }

    /// <summary>What the key is for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Description { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(OpenCecKeyUpdate);

    internal override void Write(OpenCecBody body) => body.AddHash(nameof(Value), Value).AddText(nameof(Description), Description);
}
