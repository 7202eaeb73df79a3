using System.Globalization;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>A recorded request on its way into a typed call.</summary>
public sealed class FlexMeasuresCall(RecordedExchange exchange)
{
    private FlexMeasuresArguments? _query;
    private FlexMeasuresArguments? _body;

    /// <summary>The recording.</summary>
    public RecordedExchange Exchange => exchange;

    /// <summary>Its query.</summary>
    public FlexMeasuresArguments Query => _query ??= FlexMeasuresArguments.OfQuery(exchange.Request);

    /// <summary>Its JSON body.</summary>
    public FlexMeasuresArguments Body => _body ??= FlexMeasuresArguments.OfBody(exchange.Request);

    /// <summary>The id in its path.</summary>
    public long Id(string template) => FlexMeasuresArguments.Id(exchange, template);

    /// <summary>A text in its path.</summary>
    public string Part(string template, string name) => FlexMeasuresArguments.Part(exchange, template, name);

    /// <summary>The query of a list, with what all lists have.</summary>
    public TQuery Paged<TQuery>(TQuery query)
        where TQuery : FlexMeasuresListQuery
    {
        ArgumentNullException.ThrowIfNull(query);
        long? page = Query.Whole("page");
        long? size = Query.Whole("per-page");
        string? direction = Query.Text("sort-dir");
        return query with
        {
            FirstPage = (int)(page ?? 1),

            // Asking for a first page is asking for a size: the typed list comes whole otherwise.
            PageSize = (int?)(page == 1 ? size ?? 10 : size),
            Filter = Query.Text("filter"),
            SortBy = Query.Text("sort-by"),
            Descending = direction switch
            {
                null => null,
                "asc" => false,
                "desc" => true,
                _ => throw new ArgumentException($"'{direction}' is no direction."),
            },
        };
    }

    /// <summary>Refuses what was not taken.</summary>
    public void Done()
    {
        Query.Done();
        if (_body is null && !exchange.Request.Body.IsNone && exchange.Request.Method is not "GET")
        {
            throw new ArgumentException("The typed client sends no body here.");
        }

        _body?.Done();
    }

    /// <summary>Refuses what was not taken, then asks.</summary>
    public Task<T> Done<T>(Func<CancellationToken, Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        Done();
        return ask(CancellationToken.None);
    }

    /// <summary>Refuses what was not taken, then asks for something that is answered with nothing.</summary>
    public async Task<JsonNode?> Done(Func<CancellationToken, Task> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        Done();
        await ask(CancellationToken.None);
        return null;
    }
}
