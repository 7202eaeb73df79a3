namespace Energy.Clients.Postgres.Tests;

/// <summary>Tests that share one server run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "One server for all";
}
