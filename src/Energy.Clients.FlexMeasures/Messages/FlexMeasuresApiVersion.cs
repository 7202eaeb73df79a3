namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>A version of the interface. An open set: what a server names that this package does not know is kept.</summary>
/// <param name="Name">The name as it stands in paths: <c>v1</c>, <c>v1_1</c>, <c>v2_0</c>, <c>v3_0</c>.</param>
/// <example>
/// <code>
/// var message = await flexMeasures.Messages.GetServicesAsync(FlexMeasuresApiVersion.V13);
/// </code>
/// </example>
public readonly record struct FlexMeasuresApiVersion(string Name)
{
    /// <summary><c>v1</c>: meter data only.</summary>
    public static FlexMeasuresApiVersion V1 { get; } = new("v1");

    /// <summary><c>v1_1</c>: and prognoses, prices, weather, connections.</summary>
    public static FlexMeasuresApiVersion V11 { get; } = new("v1_1");

    /// <summary><c>v1_2</c>: and flexibility events with plans worked out while one waits.</summary>
    public static FlexMeasuresApiVersion V12 { get; } = new("v1_2");

    /// <summary><c>v1_3</c>: plans are worked out by jobs; targets.</summary>
    public static FlexMeasuresApiVersion V13 { get; } = new("v1_3");

    /// <summary><c>v2_0</c>: horizons count for each value; assets and users. The last one that speaks messages.</summary>
    public static FlexMeasuresApiVersion V20 { get; } = new("v2_0");

    /// <summary><c>v3_0</c>: today's interface, without messages.</summary>
    public static FlexMeasuresApiVersion V30 { get; } = new("v3_0");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    internal int Order => Name switch
    {
        "v1" => 0,
        "v1_1" => 1,
        "v1_2" => 2,
        "v1_3" => 3,
        "v2_0" => 4,
        _ => throw new ArgumentException($"The version '{Name}' does not speak messages. Use v1, v1_1, v1_2, v1_3 or v2_0, and the other groups of the client for v3_0."),
    };

    internal void Require(FlexMeasuresApiVersion least, string operation)
    {
        if (Order < least.Order)
        {
            throw new ArgumentException($"{operation} came with {least}; {Name} does not have it.");
        }
    }
}
