namespace Energy.Clients.Sundaya;

/// <summary>What the server process is to log. A list that is empty is left as it is.</summary>
public sealed record SundayaLoggingUpdate
{
    private readonly ByContent<IReadOnlyList<string>> _statements = new([]);
    private readonly ByContent<IReadOnlyList<string>> _verbosity = new([]);
    private readonly ByContent<IReadOnlyList<string>> _appenders = new([]);

    /// <summary>What is logged: <c>data error exception messaging trace</c>.</summary>
    public IReadOnlyList<string> Statements { get => _statements.Value; init => _statements = new(value); }

    /// <summary>How much: <c>none info debug</c>.</summary>
    public IReadOnlyList<string> Verbosity { get => _verbosity.Value; init => _verbosity = new(value); }

    /// <summary>Where to: <c>console stackdriver</c>.</summary>
    public IReadOnlyList<string> Appenders { get => _appenders.Value; init => _appenders = new(value); }
}
