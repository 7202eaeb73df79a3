using System.Text.Json;

namespace Energy.Clients.OpenCec;

/// <summary>What to change of a key. Only what is set is sent.</summary>
/// <remarks>An update moves the key's row behind the others: if a value that is not a hash stands among them, the key stops working.</remarks>
public sealed record OpenCecKeyUpdate : OpenCecWrite
{
    /// <summary>The hash: 13 characters from <c>./0-9A-Za-z</c>.</summary>
    public Optional<string> Value { get; init; }

    /// <summary>What the key is for.</summary>
    public Optional<string> Description { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(OpenCecKeyUpdate);

    internal override void Check()
    {
        if (Value.IsSet)
        {
            OpenCecNewKey.CheckHash(nameof(OpenCecKeyUpdate), Value.Value);
        }

        OpenCecText.Check(nameof(OpenCecKeyUpdate), nameof(Description), Description);
    }

    internal override void Write(Utf8JsonWriter json) => json.Add("value", Value).Add("description", Description);
}
