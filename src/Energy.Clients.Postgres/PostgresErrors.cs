using Npgsql;

namespace Energy.Clients.Postgres;

/// <summary>Builds the errors of a sink.</summary>
internal sealed class PostgresErrors(string place)
{
    // idle_in_transaction_session_timeout, which Npgsql has no name for.
    private const string StoodStill = "25P03";

    public static PostgresErrors For(NpgsqlDataSource source, string schema)
    {
        var server = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return new PostgresErrors(FormattableString.Invariant($"schema {schema} of database {server.Database ?? server.Username} on {server.Host}:{server.Port}"));
    }

    public PostgresSinkException Unsuitable(string what, Exception? cause = null) => new($"{char.ToUpperInvariant(place[0])}{place[1..]}: {what}", false, null, cause);

    /// <summary>Whether an exception came from the server or from the way to it.</summary>
    public static bool IsFailure(Exception e, CancellationToken cancellationToken) =>
        e is NpgsqlException or IOException or TimeoutException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Whether the server did not get through with a statement in the time that it had.</summary>
    public static bool IsTooSlow(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable } or NpgsqlException { InnerException: TimeoutException };

    /// <summary>An error that tells what was asked, what came back, and whether to try again.</summary>
    /// <param name="e">The cause.</param>
    /// <param name="asked">What was asked, as the beginning of a sentence.</param>
    /// <param name="outcome">What is stored of it, as a sentence.</param>
    public PostgresSinkException Of(Exception e, string asked, string outcome)
    {
        var server = Find<PostgresException>(e);
        var transient = server is null ? e is not NpgsqlException { IsTransient: false, InnerException: null } : IsTransient(server.SqlState);
        var what = server is null ? WithCause(e) : $"{server.MessageText.TrimEnd('.')} (SQLSTATE {server.SqlState})";
        return new PostgresSinkException($"{asked} in {place} failed: {what}. {outcome} {Remedy(server?.SqlState, transient)}", transient, server?.SqlState, e);
    }

    private static string WithCause(Exception e) => e.InnerException is { } inner && !e.Message.Contains(inner.Message, StringComparison.Ordinal)
        ? $"{e.Message.TrimEnd('.')}: {inner.Message.TrimEnd('.')}"
        : e.Message.TrimEnd('.');

    private static T? Find<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }

        return null;
    }

    // Connections (08), rollbacks (40), resources (53), operators and limits (57), the machine (58).
    private static bool IsTransient(string state) =>
        state[..2] is "08" or "40" or "53" or "57" or "58" || state is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.UniqueViolation or StoodStill;

    private static string Remedy(string? state, bool transient) => state switch
    {
        PostgresErrorCodes.LockNotAvailable => "Another writer holds the series. Try again when it is done; if it is dead or frozen, end its connection at the server.",
        PostgresErrorCodes.UniqueViolation => "Somebody who does not take the sink's lock writes the same readings. Try again: what is stored by then is compared and not added.",
        PostgresErrorCodes.InsufficientPrivilege =>
            "Grant the role the rights it lacks (create on the database for the first write; select, insert, update and temporary tables afterwards).",
        PostgresErrorCodes.QueryCanceled => "Try again; if it stays so, store fewer readings at once or set a longer Timeout.",
        _ => transient ? "Try again: a transfer goes on behind the last batch that was stored." : "Trying again gives the same; mend what the server says first.",
    };
}
