namespace Energy.Clients.Stem;

/// <summary>Which clients to list.</summary>
public sealed record StemClientQuery
{
    /// <summary>Keeps clients whose name contains this text, in any case; decided here, over the full list. <see langword="null"/> keeps all.</summary>
    public string? NameContains { get; init; }

    /// <summary>Sent to the server as its own filter <c>name</c>. Whether it matches exactly or in part is not documented, so prefer <see cref="NameContains"/>. <see langword="null"/> sends none.</summary>
    public string? ServerName { get; init; }
}
