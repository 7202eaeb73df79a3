namespace Energy.Clients.Stem;

/// <summary>Which clients to list.</summary>
public sealed record StemClientQuery : StemListQuery
{
    /// <summary>Sent to the server as its own filter <c>name</c>. Whether it matches exactly or in part is not documented, so prefer <see cref="StemListQuery.NameContains"/>.
    /// <see langword="null"/> sends none.</summary>
    public string? ServerName { get; init; }

    internal override string? SentName => ServerName;
}
