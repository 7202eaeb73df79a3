namespace Energy.Clients.OpenCec;

/// <summary>The state of a listing, a lower-case text. Nothing relates it to certificates and their dates.</summary>
/// <remarks>Values that this version does not know are read and written back as they came; one that you make yourself is refused in a body, since the server would refuse
/// it.</remarks>
/// <example>
/// <code>
/// var active = cec.Listings.ListAsync(new() { Status = OpenCecListingStatus.Active });
/// </code>
/// </example>
[JsonConverter(typeof(OpenCecWordConverter<OpenCecListingStatus>))]
public readonly record struct OpenCecListingStatus : IOpenCecWord<OpenCecListingStatus>
{
    private readonly bool _isFromServer;

    /// <summary>Creates a state from its text.</summary>
    /// <param name="name">The text, case-sensitive.</param>
    public OpenCecListingStatus(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    private OpenCecListingStatus(string name, bool isFromServer)
        : this(name) => _isFromServer = isFromServer;

    /// <summary>In force; the state of a new listing.</summary>
    public static OpenCecListingStatus Active { get; } = new("active");

    /// <summary>Suspended.</summary>
    public static OpenCecListingStatus Suspended { get; } = new("suspended");

    /// <summary>Expired.</summary>
    public static OpenCecListingStatus Expired { get; } = new("expired");

    /// <summary>The text on the wire.</summary>
    public string Name => field ?? "";

    /// <summary>Whether this version knows the value.</summary>
    public bool IsKnown => Name is "active" or "suspended" or "expired";

    static string IOpenCecWord<OpenCecListingStatus>.Choices => "Active, Suspended or Expired";

    bool IOpenCecWord<OpenCecListingStatus>.MayBeSent => IsKnown || _isFromServer;

    static OpenCecListingStatus IOpenCecWord<OpenCecListingStatus>.FromServer(string name) => new(name, isFromServer: true);

    /// <inheritdoc/>
    public bool Equals(OpenCecListingStatus other) => Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
