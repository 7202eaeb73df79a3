namespace Energy.Clients.Authoring;

/// <summary>An endpoint bound to its values: what one call sends. For authors of vendor clients.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Path">Its path with the values filled in.</param>
public sealed record EnergyRequest(EnergyEndpoint Endpoint, string Path)
{
    private readonly ByContent<IReadOnlyList<string?>> _secrets = new([]);

    /// <summary>The query arguments; <see langword="null"/> or empty sends none.</summary>
    public QueryArguments? Query { get; init; }

    /// <summary>The body, which can be sent again; <see langword="null"/> sends none.</summary>
    public HttpContent? Content { get; init; }

    /// <summary>The media type that is asked for; <see langword="null"/> says nothing.</summary>
    public string? Accept { get; init; }

    /// <summary>The retries left; shared with the paging engine where the call reads a page. <see langword="null"/> takes a fresh count.</summary>
    public RetryBudget? Retries { get; init; }

    /// <summary>The total time limit of this call where it differs from the options'; <see langword="null"/> takes the options'.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>Secrets that stand in the body (a password, a token), to be masked wherever the server echoes them; the credential's own need not be named.</summary>
    public IReadOnlyList<string?> Secrets { get => _secrets.Value; init => _secrets = new(value); }

    /// <summary>Path and query, escaped, relative to the base address.</summary>
    public string Target => Query?.ToString() is { Length: > 0 } query ? Path + "?" + query : Path;

    /// <summary>The same request with query arguments.</summary>
    /// <param name="query">The arguments.</param>
    /// <returns>The request.</returns>
    public EnergyRequest With(QueryArguments? query) => this with { Query = query };

    /// <summary>The same request with a body.</summary>
    /// <param name="content">The body, which can be sent again (<see cref="JsonBody"/>); <see langword="null"/> sends none.</param>
    /// <returns>The request.</returns>
    public EnergyRequest With(HttpContent? content) => this with { Content = content };

    /// <summary>The same request with a JSON object as its body.</summary>
    /// <param name="members">Writes the object's members.</param>
    /// <returns>The request.</returns>
    public EnergyRequest WithJson(Action<Utf8JsonWriter> members) => With(JsonBody.OfMembers(members));

    internal HttpRequestMessage ToMessage(Uri address)
    {
        var message = new HttpRequestMessage(Endpoint.Method, address) { Content = Content };
        if (Accept is not null)
        {
            message.Headers.Accept.ParseAdd(Accept);
        }

        if (Endpoint.ClosesConnection)
        {
            message.Headers.ConnectionClose = true;
        }

        return message;
    }
}
