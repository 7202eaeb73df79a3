namespace Energy.Clients.Authoring;

/// <summary>What a vendor's error body says. For authors of vendor clients.</summary>
/// <param name="Code">The vendor's code or short error text; <see langword="null"/> when there is none.</param>
/// <param name="Message">A sentence for people, safe to show; <see langword="null"/> when there is none.</param>
public sealed record VendorError(string? Code, string? Message)
{
    private readonly ByContent<IReadOnlyDictionary<string, IReadOnlyList<string>>?> _fieldErrors;

    /// <summary>A body that says nothing.</summary>
    public static VendorError Silent { get; } = new(null, null);

    /// <summary>Messages by field; the key <c>""</c> is the whole request.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? FieldErrors { get => _fieldErrors.Value; init => _fieldErrors = new(value); }

    /// <summary>What kind of failure it is; <see langword="null"/> goes by the status.</summary>
    public VendorErrorKind? Kind { get; init; }

    /// <summary>Whether trying again may help; <see langword="null"/> goes by the status.</summary>
    public bool? CanRetry { get; init; }

    /// <summary>What the caller can do, as a sentence; <see langword="null"/> takes the usual one for the kind.</summary>
    public string? Remedy { get; init; }
}
