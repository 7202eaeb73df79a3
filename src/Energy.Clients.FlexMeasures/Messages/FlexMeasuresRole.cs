namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>A role of the message interface: who may call what, and whose data to read. Case matters.</summary>
/// <example>
/// <code>
/// var role = FlexMeasuresRole.Aggregator;
/// var own = FlexMeasuresRole.Custom("plant-operator");
/// </code>
/// </example>
[JsonConverter(typeof(FlexMeasuresRoleJsonConverter))]
public readonly record struct FlexMeasuresRole
{
    private static readonly string[] Known = ["public", "user", "admin", "Aggregator", "Supplier", "Prosumer", "ESCo", "MDC", "DSO"];

    private readonly string? _name;

    private FlexMeasuresRole(string name) => _name = name;

    /// <summary>An aggregator.</summary>
    public static FlexMeasuresRole Aggregator { get; } = new("Aggregator");

    /// <summary>An energy retailer.</summary>
    public static FlexMeasuresRole Supplier { get; } = new("Supplier");

    /// <summary>An asset owner.</summary>
    public static FlexMeasuresRole Prosumer { get; } = new("Prosumer");

    /// <summary>An energy service company.</summary>
    public static FlexMeasuresRole EnergyServiceCompany { get; } = new("ESCo");

    /// <summary>A meter data company.</summary>
    public static FlexMeasuresRole MeterDataCompany { get; } = new("MDC");

    /// <summary>A distribution system operator.</summary>
    public static FlexMeasuresRole DistributionSystemOperator { get; } = new("DSO");

    /// <summary>An administrator of the server.</summary>
    public static FlexMeasuresRole Admin { get; } = new("admin");

    /// <summary>Any user.</summary>
    public static FlexMeasuresRole User { get; } = new("user");

    /// <summary>Everybody.</summary>
    public static FlexMeasuresRole Public { get; } = new("public");

    /// <summary>The name.</summary>
    public string Name => _name ?? "user";

    /// <summary>Reads a role.</summary>
    /// <param name="name">The name, in exact case.</param>
    /// <returns>The role.</returns>
    /// <exception cref="ArgumentException">There is no such role. A server takes an unknown name of a source for everybody.</exception>
    public static FlexMeasuresRole Parse(string name) => Known.Contains(name)
        ? new FlexMeasuresRole(name)
        : throw new ArgumentException($"'{name}' is not a role. The roles are {string.Join(", ", Known)}, in exact case; a role of one's own server can be given with Custom.",
            nameof(name));

    /// <summary>A role that one server has beyond the documented ones.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The role.</returns>
    public static FlexMeasuresRole Custom(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new FlexMeasuresRole(name);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
