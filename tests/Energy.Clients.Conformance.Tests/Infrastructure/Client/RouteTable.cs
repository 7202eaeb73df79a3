using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>
/// Side (a): how a vendor's client makes each recorded request and how what it returns is written back as the recorded JSON. An exchange without a route
/// fails. One comparison covers both halves: <c>{request, answer}</c>, where the answer is <c>{body}</c> or <c>{error}</c>.
/// </summary>
/// <typeparam name="TClient">The vendor's client.</typeparam>
/// <param name="vendor">The vendor's folder.</param>
/// <param name="operations">Maps exchanges to the names of operations.</param>
/// <param name="create">Makes a client over the handler given: no retries, credentials as the exchange shows them.</param>
public sealed class RouteTable<TClient>(
    string vendor, ExchangeOperations operations, Func<RecordedExchange, ReplayHandler, TClient> create)
{
    private static readonly JsonPath AnswerPath = JsonPath.Parse("answer.**");

    private readonly List<Route> _routes = [];

    /// <summary>Where cases are counted; the vendor's report by default.</summary>
    public ConformanceReport Report { get; init; } = ConformanceReport.Of(vendor);

    /// <summary>The request headers that must be equal, in lower case; the content type counts only with a body.</summary>
    public IReadOnlyList<string> RequestHeaders { get; init; } = ["authorization", "content-type"];

    /// <summary>What an error of ours says, as JSON (status, code, field errors); null for an exception that no answer of the server explains.</summary>
    public required Func<Exception, RecordedExchange, JsonNode?> OurError { get; init; }

    /// <summary>What the recorded error says, in the same form.</summary>
    public required Func<RecordedExchange, JsonNode?> TheirError { get; init; }

    /// <summary>Whether the recorded answer is an error to the client; by default a status of 400 or more, or none.</summary>
    public Func<RecordedExchange, bool> IsError { get; init; } = exchange => exchange.Response.Status is null or >= 400;

    /// <summary>What the model of a successful call must project to; by default the recorded body.</summary>
    public Func<RecordedExchange, JsonNode?> TheirBody { get; init; } = exchange => WireJson.Of(exchange.Response, [])["body"]?.DeepClone();

    /// <summary>
    /// Which recordings are replayed for an exchange, and which of them it is. By default itself alone; a page of a list needs those before it, a redirect the one behind it.
    /// </summary>
    public Func<RecordedExchange, (IReadOnlyList<RecordedExchange> Answers, int Index)> Replayed { get; init; } = exchange => ([exchange], 0);

    /// <summary>
    /// How request and answer are compared. By default the model may project more than the recording holds, and everything recorded must be there.
    /// </summary>
    public Func<RecordedExchange, CompareOptions> Options { get; init; } = _ => new CompareOptions { ExtraMembersAt = [AnswerPath] };

    /// <summary>
    /// Writes a request (as <see cref="WireJson"/> does) in one spelling where the vendor's servers read several alike; applied to the recorded request and to ours.
    /// </summary>
    public Func<JsonObject, JsonObject> Canonical { get; init; } = request => request;

    /// <summary>How a request is made, where the routes do not tell; null lets them tell.</summary>
    public Func<RecordedExchange, Task<RequestWay>>? WayOf { get; init; }

    /// <summary>Adds a route: the operation run through the client, projected back to the recorded body.</summary>
    /// <param name="operation">The operation, as the table of operations names it.</param>
    /// <param name="run">Calls the client and projects the model.</param>
    /// <param name="when">Narrows the route; the first that fits an exchange is taken.</param>
    /// <param name="way">How the request is made, for the report.</param>
    public RouteTable<TClient> Run(
        string operation, Func<TClient, RecordedExchange, Task<JsonNode?>> run, Func<RecordedExchange, bool>? when = null, RequestWay way = RequestWay.Typed)
    {
        return Run(operation, (client, exchange, _) => run(client, exchange), when, way);
    }

    /// <summary>Adds a route whose projection needs to see the requests that were made.</summary>
    public RouteTable<TClient> Run(
        string operation, Func<TClient, RecordedExchange, ReplayHandler, Task<JsonNode?>> run, Func<RecordedExchange, bool>? when = null, RequestWay way = RequestWay.Typed)
    {
        _routes.Add(new Route(operation, when, null, run, way));
        return this;
    }

    /// <summary>Adds a route for requests that the typed client refuses to make: the refusal is asserted, the answer goes through the same reader.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="refused">Makes the call that must throw an <see cref="ArgumentException"/>, before any request.</param>
    /// <param name="read">Sends the request raw and reads the answer as the operation would.</param>
    /// <param name="when">Which exchanges of the operation are refused.</param>
    public RouteTable<TClient> Refuse(
        string operation,
        Func<TClient, RecordedExchange, Task> refused,
        Func<TClient, RecordedExchange, Task<JsonNode?>> read,
        Func<RecordedExchange, bool>? when = null)
    {
        _routes.Add(new Route(operation, when, refused, (client, exchange, _) => read(client, exchange), RequestWay.Refused));
        return this;
    }

    /// <summary>Runs and judges one exchange.</summary>
    public async Task VerifyAsync(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        string operation = operations.Of(exchange);
        Outcome ours = await RunAsync(exchange, operation, count: Report.CountWay);
        Outcome theirs = Outcome.Value(Theirs(exchange));
        CaseCheck check = Check(exchange, operation);
        if (check.Verify(ours, theirs).Rule is null)
        {
            await SendCanaryAsync(exchange, operation, check, theirs);
        }
    }

    internal CaseCheck Check(RecordedExchange exchange, string operation)
    {
        CompareOptions options = Options(exchange);
        JsonElement content = exchange.Content;
        return new CaseCheck(vendor, "client", operation, exchange.Id, content)
        {
            Report = Report,
            CanaryAt = AnswerPath,
            Options = options with { Volatile = [.. options.Volatile, .. VolatileRules.Of(vendor).For("client", operation, content)] },
        };
    }

    internal JsonObject Theirs(RecordedExchange exchange) => new()
    {
        ["request"] = Canonical(WireJson.Of(exchange.Request, RequestHeaders)),
        ["answer"] = IsError(exchange)
            ? new JsonObject { ["error"] = TheirError(exchange) }
            : new JsonObject { ["body"] = TheirBody(exchange) },
    };

    // The server's answer is changed and nothing else, so that a projection which copies the recording instead of reading the client stays as it was.
    private async Task SendCanaryAsync(RecordedExchange exchange, string operation, CaseCheck check, Outcome theirs)
    {
        foreach (ChangedAnswer changed in ChangedAnswer.Of(exchange, Canary.For(exchange.Id), answer => IsCompared(exchange with { Response = answer }, check, theirs)))
        {
            Assert.True(
                await IsRedAsync(exchange, operation, check, theirs, changed.Response),
                $"{exchange} ({operation}): the canary is alive (seed {Canary.Seed}): the case stays green although the server's answer has another value at {changed.What}, "
                    + $"so the client does not read it.");
        }
    }

    private bool IsCompared(RecordedExchange changed, CaseCheck check, Outcome theirs)
    {
        try
        {
            return !check.Compare(theirs, Outcome.Value(Theirs(changed))).AreEqual;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What is expected cannot even be said of the changed answer.
            return true;
        }
    }

    private async Task<bool> IsRedAsync(RecordedExchange exchange, string operation, CaseCheck check, Outcome theirs, RecordedResponse changed)
    {
        Outcome ours;
        try
        {
            ours = await RunAsync(exchange, operation, changed);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever the case throws turns it red.
            return true;
        }

        return !check.Judge(ours, theirs).Passed;
    }

    internal async Task<Outcome> RunAsync(RecordedExchange exchange, string operation, RecordedResponse? served = null, Action<RequestWay>? count = null)
    {
        Route? route = _routes.Find(r => r.Operation == operation && (r.When is null || r.When(exchange)));
        Assert.True(route is not null, $"{exchange}: the client has no route for operation '{operation}'");
        (IReadOnlyList<RecordedExchange> answers, int index) = Replayed(exchange);
        if (served is not null)
        {
            answers = [.. answers.Select((answer, i) => i == index ? answer with { Response = served } : answer)];
        }

        using var handler = new ReplayHandler(answers, RequestHeaders);
        TClient client = create(exchange, handler);
        using var owned = client as IDisposable;
        RequestWay way = route.Way;
        if (route.Refused is not null)
        {
            Exception? refusal = await Record.ExceptionAsync(() => route.Refused(client, exchange));
            Assert.True(
                refusal is ArgumentException, $"{exchange}: the client should refuse this request with an ArgumentException, but: {refusal?.ToString() ?? "no exception"}");
            Assert.True(handler.Requests.Count == 0, $"{exchange}: the client should refuse before it asks, but asked {handler.Requests.Count} times");
            way = Refusal.IsOfProduct(refusal!) ? RequestWay.Refused : RequestWay.NotSayable;
        }

        count?.Invoke(WayOf is null ? way : await WayOf(exchange));

        JsonObject answer;
        try
        {
            answer = new JsonObject { ["body"] = await route.Run(client, exchange, handler) };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return Outcome.Refused($"{exception.GetType().Name}: {exception.Message}");
        }
        catch (Exception exception) when (OurError(exception, exchange) is { } error)
        {
            answer = new JsonObject { ["error"] = error };
        }

        Assert.True(
            handler.Requests.Count == answers.Count,
            $"{exchange}: {answers.Count} requests expected, the client made {handler.Requests.Count}: {string.Join("; ", handler.Requests.Select(r => r.ToJsonString()))}");
        return Outcome.Value(new JsonObject { ["request"] = Canonical(handler.Requests[index].DeepClone().AsObject()), ["answer"] = answer });
    }

    private sealed record Route(
        string Operation,
        Func<RecordedExchange, bool>? When,
        Func<TClient, RecordedExchange, Task>? Refused,
        Func<TClient, RecordedExchange, ReplayHandler, Task<JsonNode?>> Run,
        RequestWay Way);
}
