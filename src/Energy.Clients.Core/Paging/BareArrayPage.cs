namespace Energy.Clients.Authoring;

/// <summary>The only page of a list that is an array without an envelope. For authors of vendor clients.</summary>
/// <typeparam name="T">An item.</typeparam>
/// <param name="request">The request.</param>
public class BareArrayPage<T>(EnergyRequest request) : ListPage<T>, IEnvelopeReader
{
    /// <inheritdoc/>
    public sealed override EnergyRequest Request => request;

    /// <inheritdoc/>
    public sealed override IEnvelopeReader Envelope => this;

    /// <inheritdoc/>
    public sealed override PagePosition? Next => null;

    /// <inheritdoc/>
    public string? RowsMember => null;

    /// <inheritdoc/>
    public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
    {
        // An array has no members.
    }

    /// <inheritdoc/>
    public void Complete(bool rowsSeen)
    {
        // Nothing stands beside the rows; a document that is no array was refused at its first token.
    }
}
