namespace Energy.Clients.Stem;

/// <summary>What clients and sites have in common.</summary>
internal interface IStemListItem
{
    string Id { get; }

    string? Name { get; }

    string? Link { get; }
}
