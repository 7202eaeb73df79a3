using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>
/// Side (b): replays a vendor's recorded requests against its emulator. Every run is executed once, whole and in order, when its first case is asked for;
/// each exchange is then judged as a case of its own.
/// </summary>
/// <param name="vendor">The vendor's folder.</param>
/// <param name="operations">Maps exchanges to the names of operations, which rules use.</param>
public abstract class EmulatorReplay(string vendor, ExchangeOperations operations)
{
    private static readonly JsonPath BodyPath = JsonPath.Parse("body.**");
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private Task<Dictionary<(string File, int Index), EmulatorAnswer>>? _answers;

    /// <summary>Where cases are counted; the vendor's report by default.</summary>
    public ConformanceReport Report { get; init; } = ConformanceReport.Of(vendor);

    /// <summary>The response headers that must be equal, in lower case; the content type by its media type, and only where there is a body.</summary>
    protected virtual IReadOnlyList<string> ComparedHeaders => ["content-type"];

    /// <summary>How long an emulator that should never answer is given.</summary>
    protected virtual TimeSpan SilenceLimit => TimeSpan.FromMilliseconds(300);

    /// <summary>The runs, each against a fresh state. Together they must hold every exchange of the vendor once.</summary>
    protected abstract IEnumerable<EmulatorRun> Runs();

    /// <summary>Starts an emulator with the state of a run.</summary>
    protected abstract Task<EmulatorSession> StartAsync(EmulatorRun run);

    /// <summary>How the answers to an exchange are compared; the committed volatile paths are added to it.</summary>
    protected virtual CompareOptions OptionsFor(RecordedExchange exchange, string operation) => CompareOptions.Exact;

    /// <summary>Brings both answers into a comparable form, such as cutting ours where the recorder cut; changes both in place.</summary>
    protected virtual void Normalise(RecordedExchange exchange, JsonObject theirs, JsonObject ours)
    {
    }

    /// <summary>What the conditions of rules read: the recorded element, to which a vendor may add what its run knows.</summary>
    protected virtual JsonElement ContentOf(RecordedExchange exchange) => exchange?.Content ?? default;

    /// <summary>Executes every run, unless that was done before; for checks of what an answer does not show.</summary>
    public Task RunAsync() => AnswersAsync();

    /// <summary>Judges one exchange.</summary>
    public async Task VerifyAsync(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        string operation = operations.Of(exchange);
        Dictionary<(string File, int Index), EmulatorAnswer> answers = await AnswersAsync();
        Assert.True(answers.TryGetValue((exchange.File, exchange.Index), out EmulatorAnswer? given), $"{exchange}: no run holds this exchange");
        Assert.True(given.Failure is null, $"{exchange}: the replay broke: {given.Failure}");

        (Outcome theirs, Outcome ours) = Both(exchange, given);
        CompareOptions options = OptionsFor(exchange, operation);
        JsonElement content = ContentOf(exchange);
        var check = new CaseCheck(vendor, "emulator", operation, exchange.Id, content)
        {
            Report = Report,
            ByFault = given.ByFault,
            CanaryAt = BodyPath,
            Options = options with { Volatile = [.. options.Volatile, .. VolatileRules.Of(vendor).For("emulator", operation, content)] },
        };
        if (check.Verify(ours, theirs).Rule is null)
        {
            SendCanary(exchange, given, check, theirs);
        }
    }

    private void SendCanary(RecordedExchange exchange, EmulatorAnswer given, CaseCheck check, Outcome theirs)
    {
        foreach (ChangedAnswer changed in ChangedAnswer.Of(exchange, Canary.For(exchange.Id), answer => Holds(answer, both => !check.Compare(theirs, both.Theirs).AreEqual)))
        {
            Assert.True(
                Holds(changed.Response, both => !check.Judge(both.Ours, both.Theirs).Passed),
                $"{exchange} ({check.Operation}): the canary is alive (seed {Canary.Seed}): the emulator's answer also equals a recording that has another value at "
                    + $"{changed.What}.");
        }

        // A recording that cannot even be brought into a comparable form turns its case red too.
        bool Holds(RecordedResponse answer, Func<(Outcome Theirs, Outcome Ours), bool> condition)
        {
            try
            {
                return condition(Both(exchange with { Response = answer }, given));
            }
            catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
            {
                return true;
            }
        }
    }

    private (Outcome Theirs, Outcome Ours) Both(RecordedExchange exchange, EmulatorAnswer given)
    {
        JsonObject theirs = WireJson.Of(exchange.Response, ComparedHeaders);
        JsonObject ours = given.Answer!.DeepClone().AsObject();
        DropUnrecorded(theirs, ours);
        Normalise(exchange, theirs, ours);
        return (Outcome.Value(theirs), Outcome.Value(ours));
    }

    // A recorder keeps only some headers: what it dropped cannot be compared.
    private static void DropUnrecorded(JsonObject theirs, JsonObject ours)
    {
        if (theirs["headers"] is JsonObject recorded && ours["headers"] is JsonObject given)
        {
            foreach (string name in given.Select(header => header.Key).Where(name => !recorded.ContainsKey(name)).ToArray())
            {
                given.Remove(name);
            }
        }
    }

    private Task<Dictionary<(string File, int Index), EmulatorAnswer>> AnswersAsync()
    {
        lock (_gate)
        {
            return _answers ??= Task.Run(ReplayAsync);
        }
    }

    private async Task<Dictionary<(string File, int Index), EmulatorAnswer>> ReplayAsync()
    {
        var answers = new Dictionary<(string File, int Index), EmulatorAnswer>();
        foreach (EmulatorRun run in Runs().Where(run => run.Exchanges.Count > 0))
        {
            await ReplayAsync(run, answers);
        }

        return answers;
    }

    private async Task ReplayAsync(EmulatorRun run, Dictionary<(string File, int Index), EmulatorAnswer> answers)
    {
        int done = 0;
        try
        {
            await using EmulatorSession session = await StartAsync(run);

            // A connection a request: a server may close one behind its answer without saying so, and the next request would be lost in it.
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero };
            using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
            for (; done < run.Exchanges.Count; done++)
            {
                RecordedExchange exchange = run.Exchanges[done];
                bool byFault = await session.BeforeAsync(exchange, CancellationToken.None);
                JsonObject answer = await AskAsync(http, session, exchange);
                answers.Add((exchange.File, exchange.Index), new EmulatorAnswer(answer, byFault, null));
                session.After(exchange, JsonText.ToElement(answer));
            }
        }
        catch (Exception exception)
        {
            // A broken run is told by each of its cases that has no answer (by all of them when it broke at the end), with the cause; the other runs go on.
            foreach (RecordedExchange exchange in done == run.Exchanges.Count ? run.Exchanges : run.Exchanges.Skip(done))
            {
                answers[(exchange.File, exchange.Index)] = new EmulatorAnswer(null, false, exception);
            }
        }
    }

    private async Task<JsonObject> AskAsync(HttpClient http, EmulatorSession session, RecordedExchange exchange)
    {
        using HttpRequestMessage request = RawRequest.Create(exchange.Request, session.BaseAddress, session.Substitute);
        using var limit = new CancellationTokenSource(exchange.Response.NoResponse ? SilenceLimit : AnswerLimit);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            JsonObject answer = await WireJson.OfAsync(response, ComparedHeaders, limit.Token);
            return JsonText.MapStrings(answer, session.Restore)!.AsObject();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return WireJson.NoResponse();
        }
    }
}
