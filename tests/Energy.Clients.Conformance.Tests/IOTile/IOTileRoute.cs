using System.Text.Json.Nodes;
using Energy.Clients.IOTile;

namespace Energy.Clients.Conformance.IOTile;

/// <summary>One line of the route table: a request, and the operation of the client that makes it and reads its answer.</summary>
/// <param name="Operation">The name.</param>
/// <param name="Method">The HTTP method; <c>*</c> for any.</param>
/// <param name="Template">The path template.</param>
/// <param name="Call">Calls the client with the recorded arguments and projects what it returns.</param>
/// <param name="When">Narrows the route.</param>
public sealed record IOTileRoute(
    string Operation,
    string Method,
    string Template,
    Func<IOTileClient, IOTileAsked, Task<JsonNode?>> Call,
    Func<RecordedExchange, bool>? When = null)
{
    /// <summary>Whether the route is the generic way in, for what has no operation of its own.</summary>
    public bool IsGeneric => Operation == IOTileRoutes.Generic;

    /// <summary>Whether the route fits.</summary>
    public bool Fits(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return (Method == "*" || exchange.Request.Method == Method)
            && RequestTarget.Match(Template, exchange.Request.Target) is not null
            && (When is null || When(exchange));
    }

    /// <summary>The recorded request as arguments.</summary>
    public IOTileAsked Ask(RecordedExchange exchange, bool repair = false)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return new IOTileAsked(exchange, RequestTarget.Match(Template, exchange.Request.Target)!, repair);
    }
}
