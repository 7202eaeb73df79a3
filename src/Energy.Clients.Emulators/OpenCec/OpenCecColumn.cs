namespace Energy.Clients.Emulators;

/// <summary>A column that requests can set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record OpenCecColumn(string Name, OpenCecColumnKind Kind)
{
    /// <summary>The most code points of a text.</summary>
    internal int? MaxLength { get; init; }

    /// <summary>Whether a creation must bring it.</summary>
    internal bool IsRequired { get; init; } = true;

    /// <summary>Whether the database takes no null. More than the validation asks for.</summary>
    internal bool IsNotNull { get; init; } = true;

    /// <summary>Whether an update can set it.</summary>
    internal bool IsUpdatable { get; init; } = true;

    /// <summary>What a creation without it gets.</summary>
    internal object? Default { get; init; }

    /// <summary>The texts of a choice.</summary>
    internal IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The resource whose id it holds.</summary>
    internal string? References { get; init; }
}
