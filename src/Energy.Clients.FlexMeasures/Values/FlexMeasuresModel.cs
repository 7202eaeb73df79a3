namespace Energy.Clients.FlexMeasures;

/// <summary>What the models of v3_0 share.</summary>
public abstract record FlexMeasuresModel : IKeepsUnknownMembers
{
    private ByContent<IDictionary<string, JsonElement>?> _unknownMembers;

    /// <summary>The status that the server writes into many single objects, mostly the HTTP status as a number; <see langword="null"/> in lists.</summary>
    [JsonPropertyName("status")]
    public FlexMeasuresStatus? AnswerStatus { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get => _unknownMembers.Value; set => _unknownMembers = new(value); }

    private protected static Duration? StepOf(IsoDuration? whole, int? slots) =>
        slots > 0 && whole is { } span && span.TryGetDuration(out var length) && length > Duration.Zero ? length / slots.Value : null;
}
