namespace Energy.Clients.Conformance;

/// <summary>
/// The committed table that maps every exchange of a vendor to the name of an operation, by its request (and never by its name or position). Both sides
/// and all rules use these names. The first entry that fits wins; an exchange that fits none fails its cases.
/// </summary>
public sealed class ExchangeOperations
{
    private readonly List<(string Operation, Func<RecordedExchange, bool> Matches)> _entries = [];

    /// <summary>The names, in the order of the table.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Select(entry => entry.Operation).Distinct(StringComparer.Ordinal)];

    /// <summary>Maps a method and a path template (<see cref="RequestTarget.Match"/>), optionally narrowed.</summary>
    /// <param name="operation">The name, such as <c>sites.list</c>.</param>
    /// <param name="method">The HTTP method; <c>*</c> for any.</param>
    /// <param name="template">Such as <c>/api/v1/clients/{id}/sites</c>.</param>
    /// <param name="when">A further condition on the exchange.</param>
    public ExchangeOperations Map(string operation, string method, string template, Func<RecordedExchange, bool>? when = null) =>
        Map(operation, exchange =>
            (method == "*" || exchange.Request.Method == method)
            && RequestTarget.Match(template, exchange.Request.Target) is not null
            && (when is null || when(exchange)));

    /// <summary>Maps whatever fits a condition.</summary>
    public ExchangeOperations Map(string operation, Func<RecordedExchange, bool> matches)
    {
        _entries.Add((operation, matches));
        return this;
    }

    /// <summary>The operation of an exchange; null when the table has none for it.</summary>
    public string? Find(RecordedExchange exchange)
    {
        foreach ((string operation, Func<RecordedExchange, bool> matches) in _entries)
        {
            if (matches(exchange))
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>The operation of an exchange.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">The table has none for it: add an entry.</exception>
    public string Of(RecordedExchange exchange)
    {
        string? operation = Find(exchange);
        Assert.True(operation is not null, $"{exchange}: no entry of the route table fits {exchange?.Request.Method} {exchange?.Request.Target}");
        return operation;
    }
}
