namespace Energy.Clients.Authoring;

/// <summary>One operation of a vendor's interface: its name, method and path, and what else is true of it. For authors of vendor clients.</summary>
/// <remarks>
/// Endpoints are static fields of the class whose operations use them, made from an <see cref="EnergyPath"/>; an operation is one line over <see cref="At"/>.
/// Traits are set with <c>with</c>.
/// </remarks>
public sealed record EnergyEndpoint
{
    /// <summary>Creates an endpoint.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path; endpoints of one path share it.</param>
    public EnergyEndpoint(string operation, HttpMethod method, EnergyPath path)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        Operation = operation;
        TokenName = operation;
        Method = method;
        Path = path;
        Route = method.Method + " /" + path.Template;
    }

    /// <summary>The operation, as <c>Vendor.Group.Verb</c>: it stands in errors and traces.</summary>
    public string Operation { get; }

    /// <summary>
    /// The name under which stored page tokens know the operation. It never changes: an operation that is renamed keeps its first name here, so that the tokens that
    /// users have stored go on.
    /// </summary>
    /// <value><see cref="Operation"/>.</value>
    public string TokenName { get; init; }

    /// <summary>The method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path.</summary>
    public EnergyPath Path { get; }

    /// <summary>Method and path template, no value filled in.</summary>
    public string Route { get; private init; }

    /// <summary>Whether the request may be sent again although its method is not safe. The server must not act twice on a repeat.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Whether an answer of 500 to an idempotent request of an unsafe method is final: some servers answer bad input so. Safe methods are tried again in any
    /// case.</summary>
    public bool TakesInternalErrorAsFinal { get; init; }

    /// <summary>Whether the request goes without a credential (a sign-in, a public page).</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Whether the request asks the server to close the connection behind its answer, for servers that close it without saying so.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>Whether the answers hold secrets (a sign-in's tokens, keys): then no error shows any of its body.</summary>
    public bool AnswersSecrets { get; init; }

    /// <summary>
    /// The class of routes that the vendor documents a limit of its own for; <c>""</c> is all the rest. A refusal in one class lets the other classes go on.
    /// </summary>
    public string BudgetClass { get; init; } = "";

    /// <summary>Binds the endpoint to values.</summary>
    /// <param name="arguments">One value for each place of the path, in order: text, or what formats itself invariantly (numbers, slugs).</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentException">A text is empty or white space, <c>.</c> or <c>..</c>.</exception>
    public EnergyRequest At(params ReadOnlySpan<object> arguments) => new(this, Path.Expand(arguments));

    /// <summary>Binds the endpoint to values for the first places of its path, and leaves out what follows them.</summary>
    /// <param name="arguments">At most one value for each place of the path, in order.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentException">There are more values than places; or a text is empty or white space, <c>.</c> or <c>..</c>.</exception>
    public EnergyRequest AtLeading(params ReadOnlySpan<object> arguments) => new(this, Path.ExpandLeading(arguments));

    /// <summary>A request that the user made, of which only the method is known.</summary>
    internal static EnergyEndpoint Raw(string vendor, HttpMethod method) => new(vendor + ".Send", method, new EnergyPath("")) { Route = method.Method + " (raw)" };

    /// <summary>A source of items that asks no server.</summary>
    internal static EnergyEndpoint InMemory(string operation) => new(operation, HttpMethod.Get, new EnergyPath("")) { Route = "" };
}
