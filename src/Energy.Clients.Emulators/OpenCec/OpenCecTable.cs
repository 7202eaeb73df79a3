namespace Energy.Clients.Emulators;

/// <summary>One of the eight resources.</summary>
/// <param name="Resource">Its name in paths.</param>
/// <param name="Sql">Its table.</param>
/// <param name="Model">The name in its "not found".</param>
/// <param name="Columns">What requests can set, in the order of the table.</param>
internal sealed record OpenCecTable(string Resource, string Sql, string Model, IReadOnlyList<OpenCecColumn> Columns)
{
    /// <summary>Whether the database stamps the creation.</summary>
    internal bool HasCreatedAt { get; init; }

    /// <summary>Whether the database stamps changes.</summary>
    internal bool HasUpdatedAt { get; init; }

    /// <summary>The columns that are unique together, and the constraint's name.</summary>
    internal (string Constraint, IReadOnlyList<string> Columns)? Unique { get; init; }

    /// <summary>The filters of lists.</summary>
    internal IReadOnlyList<(string Name, OpenCecMatch Match)> Filters { get; init; } = [];

    /// <summary>Whether a deletion takes along what refers to the row, and is not blocked by it.</summary>
    internal bool DeletesReferences { get; init; }
}
