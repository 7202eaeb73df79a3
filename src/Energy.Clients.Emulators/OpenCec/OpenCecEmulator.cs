using Energy.Clients.Authoring;
using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>An Open CEC server (the open CSIP-AUS listing API), emulated: listings, the eight resources of the administration, keys, status and the unfinished nested
/// read.</summary>
/// <remarks>
/// <para>
/// What is kept of the server's manners: a key counts by its first eight characters; a stored key that is no hash makes requests fail; single rows are read by <c>?id=</c>; unknown
/// parameters are ignored;
/// <c>contains</c> is a pattern; a deletion is done and then answered 500, as is one that is blocked; updates that break a rule are 500; errors of the database leak SQL; rows that
/// are updated move to the end; ids are used up by failed inserts; a slash at the end of a path is redirected with 307;
/// the connection is closed behind every 500 and after five idle seconds of the emulators' clock, and no answer says so.
/// </para>
/// <para><see cref="OpenCecEmulatorOptions.Corrected"/> turns the defects off.</para>
/// </remarks>
public sealed class OpenCecEmulator : VendorEmulator
{
    private const int BodyLimit = 16 * 1024 * 1024;
    private const string BodyItem = "opencec.body";

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    private readonly OpenCecEmulatorOptions _options;

    internal OpenCecEmulator(OpenCecEmulatorOptions options, World world, TimeProvider clock)
        : base("OpenCec", options, world, clock, TrailingSlash.Refused)
    {
        _options = options;
        State = new OpenCecEmulatorState(clock);
        OpenCecExample.Load(State, options);
        Router.Map("GET", "/", StatusAsync).Map("GET", "/foo", NestedAsync).Map("GET", "/listings", x => ReadAsync(x, OpenCecSchema.Listings, isPublic: true));
        foreach (var table in OpenCecSchema.Tables)
        {
            Router
                .Map("GET", "/admin/" + table.Resource, x => ReadAsync(x, table, isPublic: false))
                .Map("POST", "/admin/" + table.Resource, x => CreateAsync(x, table))
                .Map("PUT", $"/admin/{table.Resource}/{{id}}", x => UpdateAsync(x, table))
                .Map("DELETE", $"/admin/{table.Resource}/{{id}}", x => DeleteAsync(x, table));
        }
    }

    /// <summary>The key of the example data, in clear text.</summary>
    public string ApiKey => _options.ApiKey;

    /// <summary>What the emulator knows. It may be changed at any time.</summary>
    public OpenCecEmulatorState State { get; }

    internal override TimeSpan? IdleLimit => KeepAlive;

    // What nobody caught is raised again behind its answer, and the server lets go of the connection.
    internal override bool ClosesBehind(int status) => status == StatusCodes.Status500InternalServerError;

    internal override async ValueTask<bool> AuthorizeAsync(EmulatorExchange exchange)
    {
        if (exchange.Request.Path.Contains("//", StringComparison.Ordinal))
        {
            await NotFoundAsync(exchange);
            return false;
        }

        // The framework decodes a body before it asks for the key.
        if (exchange.Request.Method is "POST" or "PUT")
        {
            var body = await OpenCecBody.ReadAsync(exchange, BodyLimit);
            if (body.Refusal is { } refusal)
            {
                await WriteAsync(exchange, refusal);
                return false;
            }

            exchange.Context.Items[BodyItem] = body;
        }

        if (JudgeKey(exchange) is { } judgement)
        {
            if (judgement.Status == StatusCodes.Status401Unauthorized && judgement.IsMissingKey)
            {
                exchange.Response.Headers.WWWAuthenticate = "APIKey";
            }

            await WriteAsync(exchange, judgement.Answer);
            return false;
        }

        return true;
    }

    internal override async Task NotFoundAsync(EmulatorExchange exchange)
    {
        var path = exchange.Request.Path;
        if (path.Length > 1
            && path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal) && Router.Match(exchange.Request.Method, path[..^1]).Kind != EmulatorMatchKind.NotFound)
        {
            var query = exchange.Request.Target[path.Length..];
            exchange.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            exchange.Response.Headers.Location = $"{exchange.Context.Request.Scheme}://{exchange.Context.Request.Host}{path[..^1]}{query}";
            exchange.Response.ContentLength = 0;
            return;
        }

        await WriteAsync(exchange, OpenCecAnswer.Detail(StatusCodes.Status404NotFound, "Not Found"));
    }

    internal override Task MethodNotAllowedAsync(EmulatorExchange exchange)
    {
        // One route answers for all that share the path, and names its own method only.
        exchange.Response.Headers.Allow = exchange.Match.Allowed[0];
        return WriteAsync(exchange, OpenCecAnswer.Detail(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed"));
    }

    private static async Task WriteAsync(EmulatorExchange exchange, OpenCecAnswer answer)
    {
        if (exchange.Quirks.Contains(OpenCecFault.Lost))
        {
            exchange.Context.Abort();
        }
        else if (answer.Json is { } json)
        {
            await exchange.JsonAsync(answer.Status, json);
        }
        else
        {
            await exchange.TextAsync(answer.Status, "text/plain; charset=utf-8", "Internal Server Error");
        }
    }

    // A repeated parameter: the last one wins. The host's own collection takes names without case, the server does not; it is asked only where a fault has changed what was sent.
    private static string? Last(EmulatorExchange exchange, string name)
    {
        var sent = exchange.Request.Query.Where(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        string?[] seen = exchange.Context.Request.Query.TryGetValue(name, out var values) ? values.ToArray() : [];
        return seen.SequenceEqual(sent.Select(static p => p.Value)) ? sent.LastOrDefault(p => p.Key == name).Value : seen.LastOrDefault();
    }

    private static Task StatusAsync(EmulatorExchange exchange) => WriteAsync(exchange, new OpenCecAnswer(StatusCodes.Status200OK, static json =>
    {
        json.WriteStartObject();
        json.WriteString("API Status", "UP");
        json.WriteString("Database Status", "UP");
        json.WriteEndObject();
    }));

    private Task NestedAsync(EmulatorExchange exchange)
    {
        if (Last(exchange, "id") is not { } id)
        {
            return WriteAsync(exchange, OpenCecAnswer.Ok(State.Nest(State.Rows(OpenCecSchema.Listings))));
        }

        return OpenCecInput.TryReadId(id, ["query", "id"], out var number, out var fault)
            ? WriteAsync(exchange, OpenCecAnswer.Ok(State.Nest(State.Rows(OpenCecSchema.Listings).Where(row => row.Id == number)).FirstOrDefault()))
            : WriteAsync(exchange, OpenCecAnswer.Faults([fault!]));
    }

    private Task ReadAsync(EmulatorExchange exchange, OpenCecTable table, bool isPublic)
    {
        if (Last(exchange, "id") is { } id)
        {
            if (!OpenCecInput.TryReadId(id, ["query", "id"], out var number, out var fault))
            {
                return WriteAsync(exchange, OpenCecAnswer.Faults([fault!]));
            }

            return WriteAsync(exchange, State.Find(table, number) is { } row
                ? OpenCecAnswer.Ok(row.Values)
                : OpenCecAnswer.Detail(StatusCodes.Status404NotFound, isPublic ? "Listing not found" : table.Model + " not found"));
        }

        IEnumerable<OpenCecRow> rows = State.Rows(table);
        foreach (var (name, match) in isPublic ? OpenCecSchema.PublicListingFilters : table.Filters)
        {
            if (Last(exchange, name) is not { } value)
            {
                continue;
            }

            if (!OpenCecFilter.TryCreate(name, match, value, out var keep))
            {
                return WriteAsync(exchange, OpenCecAnswer.Failure);
            }

            rows = rows.Where(keep);
        }

        return WriteAsync(exchange, OpenCecAnswer.Ok(rows.Select(static row => row.Values).ToArray()));
    }

    private Task CreateAsync(EmulatorExchange exchange, OpenCecTable table)
    {
        var faults = new List<OpenCecInputFault>();
        var values = OpenCecInput.Read(table, ((OpenCecBody)exchange.Context.Items[BodyItem]!).Value, isUpdate: false, faults);
        if (faults.Count > 0)
        {
            return WriteAsync(exchange, OpenCecAnswer.Faults(faults));
        }

        return WriteAsync(exchange, State.TryInsert(table, values, out var row, out var violation)
            ? OpenCecAnswer.Ok(row!.Values)
            : OpenCecAnswer.Detail(StatusCodes.Status400BadRequest, violation!));
    }

    private Task UpdateAsync(EmulatorExchange exchange, OpenCecTable table)
    {
        var faults = new List<OpenCecInputFault>();
        if (!OpenCecInput.TryReadId(exchange.Route("id"), ["path", "id"], out var id, out var fault))
        {
            faults.Add(fault!);
        }

        var values = OpenCecInput.Read(table, ((OpenCecBody)exchange.Context.Items[BodyItem]!).Value, isUpdate: true, faults);
        if (faults.Count > 0)
        {
            return WriteAsync(exchange, OpenCecAnswer.Faults(faults));
        }

        return WriteAsync(exchange, State.TryUpdate(table, id, values, out var row, out var violation) switch
        {
            true => OpenCecAnswer.Ok(row!.Values),
            false when violation is null => OpenCecAnswer.Detail(StatusCodes.Status404NotFound, table.Model + " not found"),
            false => _options.Corrected ? OpenCecAnswer.Detail(StatusCodes.Status400BadRequest, violation) : OpenCecAnswer.Failure,
        });
    }

    private Task DeleteAsync(EmulatorExchange exchange, OpenCecTable table)
    {
        if (!OpenCecInput.TryReadId(exchange.Route("id"), ["path", "id"], out var id, out var fault))
        {
            return WriteAsync(exchange, OpenCecAnswer.Faults([fault!]));
        }

        return WriteAsync(exchange, State.TryDelete(table, id, out var violation) switch
        {
            false when violation is null => OpenCecAnswer.Detail(StatusCodes.Status404NotFound, table.Model + " not found"),
            false => _options.Corrected ? OpenCecAnswer.Detail(StatusCodes.Status400BadRequest, violation) : OpenCecAnswer.Failure,

            // The row is gone; then the server fails to write its "true".
            true => _options.Corrected ? OpenCecAnswer.Ok(true) : OpenCecAnswer.Failure,
        });
    }

    private KeyJudgement? JudgeKey(EmulatorExchange exchange)
    {
        var key = exchange.Context.Request.Headers["x-api-key"].ToString().Trim(' ', '\t');
        if (key.Length == 0)
        {
            var status = _options.OlderServer ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
            return new KeyJudgement(OpenCecAnswer.Detail(status, "Not authenticated"), status, IsMissingKey: true);
        }

        if (State.DatabaseIsDown)
        {
            return new KeyJudgement(OpenCecAnswer.Failure, StatusCodes.Status500InternalServerError, IsMissingKey: false);
        }

        if (!exchange.CredentialExpired)
        {
            foreach (var row in State.Rows(OpenCecSchema.Keys))
            {
                var hash = row.Values["value"] as string;
                if (!DesCrypt.HasShape(hash) && _options.Corrected)
                {
                    continue;
                }

                if (!DesCrypt.HasShape(hash) || Encoding.UTF8.GetByteCount(key) > DesCrypt.MaxKeyBytes)
                {
                    return new KeyJudgement(OpenCecAnswer.Failure, StatusCodes.Status500InternalServerError, IsMissingKey: false);
                }

                if (DesCrypt.Verify(key, hash!))
                {
                    return null;
                }
            }
        }

        return new KeyJudgement(OpenCecAnswer.Detail(StatusCodes.Status401Unauthorized, "Invalid API key"), StatusCodes.Status401Unauthorized, IsMissingKey: false);
    }

    private sealed record KeyJudgement(OpenCecAnswer Answer, int Status, bool IsMissingKey);
}
