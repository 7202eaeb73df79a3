using System.Diagnostics.CodeAnalysis;

namespace Energy.Clients;

/// <summary>What a positive value of a series means. An open set: a vendor package may add its own.</summary>
/// <param name="Name">The direction's name in lower case; empty when a sign means nothing or is not told.</param>
public readonly record struct PositiveDirection(string Name)
{
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

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
