namespace Energy.Clients.OpenCec;

/// <summary>What the text of an attribute means, a lower-case text. The server does not check values against it.</summary>
/// <remarks>Values that this version does not know are read and written back as they came; one that you make yourself is refused in a body, since the server would refuse
/// it.</remarks>
/// <example>
/// <code>
/// var type = OpenCecAttributeType.Number;
/// </code>
/// </example>
[JsonConverter(typeof(OpenCecWordConverter<OpenCecAttributeType>))]
public readonly record struct OpenCecAttributeType : IOpenCecWord<OpenCecAttributeType>
{
    private readonly bool _isFromServer;

    /// <summary>Creates a type from its text.</summary>
    /// <param name="name">The text, case-sensitive.</param>
    public OpenCecAttributeType(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    private OpenCecAttributeType(string name, bool isFromServer)
        : this(name) => _isFromServer = isFromServer;

    /// <summary>Any text.</summary>
    public static OpenCecAttributeType Text { get; } = new("string");

    /// <summary>A number; its unit stands in the definition's description.</summary>
    public static OpenCecAttributeType Number { get; } = new("number");

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static OpenCecAttributeType Boolean { get; } = new("boolean");

    /// <summary>One of a set of texts, which is written down nowhere but perhaps in the description.</summary>
    public static OpenCecAttributeType Choice { get; } = new("enum");

    /// <summary>The text on the wire.</summary>
    public string Name => field ?? "";

    /// <summary>Whether this version knows the value.</summary>
    public bool IsKnown => Name is "string" or "number" or "boolean" or "enum";

    static string IOpenCecWord<OpenCecAttributeType>.Choices => "Text, Number, Boolean or Choice";

    bool IOpenCecWord<OpenCecAttributeType>.MayBeSent => IsKnown || _isFromServer;

    static OpenCecAttributeType IOpenCecWord<OpenCecAttributeType>.FromServer(string name) => new(name, isFromServer: true);

    /// <inheritdoc/>
    public bool Equals(OpenCecAttributeType other) => Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
