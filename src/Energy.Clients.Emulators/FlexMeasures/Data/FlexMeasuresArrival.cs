namespace Energy.Clients.Emulators;

/// <summary>Values that have come in, ready to be stored; or why they cannot be.</summary>
/// <param name="Values">The events, when they are believed, and what.</param>
/// <param name="SeemsKnown">Whether the server says that some were known, whatever it stored.</param>
internal sealed record FlexMeasuresArrival(IReadOnlyList<(Instant At, Instant Believed, double Value)> Values, bool SeemsKnown = false)
{
    /// <summary>The type and the text of the exception that ended it; the type with its module.</summary>
    public (string Type, string Text)? Failure { get; private init; }

    internal static FlexMeasuresArrival Failed(string type, string text) => new([]) { Failure = (type, text) };
}
