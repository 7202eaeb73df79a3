namespace Energy.Clients;

/// <summary>What a positive value of a series means. An open set: a vendor package may add its own.</summary>
/// <param name="Name">The direction's name in lower case; empty when a sign means nothing or is not told.</param>
/// <example>
/// <code>
/// var positive = PositiveDirection.Import;
/// Console.WriteLine(positive.Opposite); // export
/// </code>
/// </example>
public readonly record struct PositiveDirection(string Name)
{
    // Null for the empty name, so that default is None.
    private readonly string? _name = string.IsNullOrEmpty(Name) ? null : Name;

    /// <summary>The direction's name in lower case; empty when a sign means nothing or is not told.</summary>
    public string Name
    {
        get => _name ?? "";
        init => _name = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Not told, or without meaning (a temperature).</summary>
    public static PositiveDirection None { get; } = new("");

    /// <summary>Positive is energy used at the site.</summary>
    public static PositiveDirection Consumption { get; } = new("consumption");

    /// <summary>Positive is energy made at the site.</summary>
    public static PositiveDirection Production { get; } = new("production");

    /// <summary>Positive is energy drawn from the grid, negative is energy fed into it.</summary>
    [SuppressMessage("Naming", "CA1724", Justification = "The field's term.")]
    public static PositiveDirection Import { get; } = new("import");

    /// <summary>Positive is energy fed into the grid.</summary>
    public static PositiveDirection Export { get; } = new("export");

    /// <summary>Positive is energy going into the battery, negative is energy coming out of it.</summary>
    public static PositiveDirection Charge { get; } = new("charge");

    /// <summary>Positive is energy coming out of the battery.</summary>
    public static PositiveDirection Discharge { get; } = new("discharge");

    /// <summary>The direction of the same flow with the other sign: production for consumption, export for import, discharge for charge; <see langword="null"/> where there is
    /// none, or it is not known here.</summary>
    [JsonIgnore]
    public PositiveDirection? Opposite => Name switch
    {
        "consumption" => Production,
        "production" => Consumption,
        "import" => Export,
        "export" => Import,
        "charge" => Discharge,
        "discharge" => Charge,
        _ => null,
    };

    /// <summary>Whether positive draws from the site's own wires (a load, a battery that charges, the grid that is fed); <see langword="null"/> where that is not known.</summary>
    internal bool? Draws => Name switch
    {
        "consumption" or "charge" or "export" => true,
        "production" or "discharge" or "import" => false,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
