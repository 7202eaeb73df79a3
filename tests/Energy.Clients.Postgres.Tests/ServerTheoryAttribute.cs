namespace Energy.Clients.Postgres.Tests;

/// <summary>A theory that needs the binaries of a PostgreSQL server; skipped with a message that says so when they are not there. Ends after two minutes: no test waits for a
/// server for ever.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerTheoryAttribute : TheoryAttribute
{
    public ServerTheoryAttribute()
    {
        // xunit 2 cannot skip while a test runs: the decision is made when the attribute is read.
        Skip = PostgresServer.Absence;
        Timeout = 120_000;
    }
}
