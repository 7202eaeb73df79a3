namespace Energy.Clients.Stem;

/// <summary>One of the two paged lists.</summary>
internal sealed record StemListRoute<T>
{
    public required EnergyCall Call { get; init; }

    public required string Path { get; init; }

    public required string RowsMember { get; init; }

    /// <summary>The server's own filter, or null.</summary>
    public string? ServerName { get; init; }

    /// <summary>The text of <see cref="Keep"/>, part of the query's identity.</summary>
    public string? Filter { get; init; }

    public Func<T, bool>? Keep { get; init; }

    public required Func<T, string> IdOf { get; init; }
}
