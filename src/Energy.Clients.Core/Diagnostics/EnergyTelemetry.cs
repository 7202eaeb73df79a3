using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Energy.Clients.Authoring;

/// <summary>Traces, metrics and logs of one vendor package: an <see cref="ActivitySource"/> and a <see cref="Meter"/> named after the package, and a logger of that
/// category.</summary>
/// <remarks>What is emitted is listed in <c>docs/observability.md</c>. Values of parameters, bodies and credentials are in none of it; routes are templates.</remarks>
public sealed class EnergyTelemetry : IDisposable
{
    private readonly ActivitySource _activities;
    private readonly Meter _meter;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _items;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _unknownMembers;
    private readonly Counter<long> _rowsLeftOut;
    private readonly Histogram<double> _requests;
    private readonly ILogger _logger;

    /// <summary>Creates the telemetry of a package.</summary>
    /// <param name="packageName">The package (<c>Energy.Clients.Stem</c>); source, meter and log category bear this name.</param>
    /// <param name="loggerFactory">Where logs go; <see langword="null"/> logs nothing.</param>
    public EnergyTelemetry(string packageName, ILoggerFactory? loggerFactory = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(packageName);
        PackageName = packageName;
        var version = typeof(EnergyTelemetry).Assembly.GetName().Version?.ToString(3);
        _activities = new ActivitySource(packageName, version);
        _meter = new Meter(packageName, version);
        _pages = _meter.CreateCounter<long>("energy_clients.pages", "{page}", "Pages and windows read to their end.");
        _items = _meter.CreateCounter<long>("energy_clients.items", "{item}", "Items and readings in those pages.");
        _retries = _meter.CreateCounter<long>("energy_clients.retries", "{retry}", "Tries after the first, of requests and of bodies that were cut.");
        _unknownMembers = _meter.CreateCounter<long>("energy_clients.unknown_members", "{member}", "JSON members that the package does not know: the vendor's schema has moved.");
        _rowsLeftOut = _meter.CreateCounter<long>("energy_clients.rows_left_out", "{row}", "Rows of answers that did not become readings, by reason.");
        _requests = _meter.CreateHistogram<double>("energy_clients.request.duration", "s", "From the call to the headers of the answer that counts, retries and waits included.");
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger(packageName);
    }

    /// <summary>Telemetry that nobody listens to.</summary>
    public static EnergyTelemetry None { get; } = new("Energy.Clients");

    /// <summary>The package's name.</summary>
    public string PackageName { get; }

    /// <summary>Logs a warning about a credential that works and is weaker than it looks. For authors of vendor clients.</summary>
    /// <param name="remark">A sentence that names the option and says what is weak; it must not hold any of the secret.</param>
    public void WarnOfCredential(string remark)
    {
        ArgumentException.ThrowIfNullOrEmpty(remark);
        EnergyLog.CredentialWarning(_logger, remark);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }

    /// <summary>Logs that a list which the server pages by number changed between two pages. For authors of vendor clients.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <param name="before">The total of the page before.</param>
    /// <param name="now">The total of this page.</param>
    public void ListMoved(string operation, long before, long now) => EnergyLog.ListMoved(_logger, operation, before, now);

    /// <summary>Logs a warning about data that came and are not quite what was asked for. For authors of vendor clients, who log it once a series.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <param name="remark">A sentence that says what is odd and what to do; no value of a parameter and nothing of a body stands in it.</param>
    public void WarnOfData(string operation, string remark)
    {
        ArgumentException.ThrowIfNullOrEmpty(remark);
        EnergyLog.DataWarning(_logger, operation, remark);
    }

    /// <summary>Counts a row of an answer that does not become a reading. For authors of vendor clients.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <param name="reason">Why, one of a few words.</param>
    public void RowLeftOut(string operation, string reason) =>
        _rowsLeftOut.Add(1, new KeyValuePair<string, object?>("energy_clients.operation", operation), new KeyValuePair<string, object?>("energy_clients.reason", reason));

    internal Activity? StartRequest(EnergyCall call, HttpRequestMessage request)
    {
        var activity = _activities.StartActivity(call.Route, ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("energy_clients.operation", call.Operation);
            activity.SetTag("http.request.method", request.Method.Method);
            activity.SetTag("server.address", request.RequestUri?.Host);
            activity.SetTag("server.port", request.RequestUri?.Port);
        }

        return activity;
    }

    internal void RequestEnded(Activity? activity, EnergyCall call, TimeSpan duration, HttpStatusCode? status, Exception? error)
    {
        if (activity is not null || _requests.Enabled)
        {
            var tags = new TagList { { "energy_clients.operation", call.Operation } };
            if (status is { } code)
            {
                tags.Add("http.response.status_code", (int)code);
                activity?.SetTag("http.response.status_code", (int)code);
            }

            if (error is not null || status is { } failed && (int)failed >= 400)
            {
                var type = error?.GetType().Name ?? ((int)status!.Value).ToString(System.Globalization.CultureInfo.InvariantCulture);
                tags.Add("error.type", type);
                activity?.SetTag("error.type", type);
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            _requests.Record(duration.TotalSeconds, tags);
        }

        EnergyLog.RequestEnded(_logger, call.Operation, call.Route, status is { } s ? (int)s : 0, duration.TotalMilliseconds);
    }

    internal void PageRead(string operation, int items)
    {
        var tag = new KeyValuePair<string, object?>("energy_clients.operation", operation);
        _pages.Add(1, tag);
        _items.Add(items, tag);
        EnergyLog.PageRead(_logger, operation, items);
    }

    internal void Retried(EnergyCall call, TimeSpan delay, HttpStatusCode? status, Exception? error)
    {
        _retries.Add(1, new KeyValuePair<string, object?>("energy_clients.operation", call.Operation));
        EnergyLog.Retrying(_logger, call.Operation, call.Route, delay.TotalMilliseconds, status?.ToString() ?? error?.GetType().Name ?? "unknown");
    }

    internal void BodyRetried(string operation, EnergyTransportException error)
    {
        _retries.Add(1, new KeyValuePair<string, object?>("energy_clients.operation", operation));
        EnergyLog.BodyRetrying(_logger, operation, error.Failure);
    }

    internal void Resting(EnergyCall call, Duration rest) => EnergyLog.Resting(_logger, call.Operation, rest.TotalSeconds);

    internal void UnknownMember(string owner) => _unknownMembers.Add(1, new KeyValuePair<string, object?>("energy_clients.owner", owner));

    internal void NewUnknownMember(string owner, string name) => EnergyLog.UnknownMember(_logger, owner, name);
}
