using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.Tests;

/// <summary>Hears everything that could leave the process: log lines, activities with their tags, measurements with theirs.</summary>
internal sealed class Witness : ILoggerFactory, ILogger
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Witness()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Activities.Enqueue(activity),
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<(int Id, string? Name, LogLevel Level)> Events { get; } = new();

    public ConcurrentQueue<Activity> Activities { get; } = new();

    public ConcurrentQueue<(string Meter, string Instrument, double Value, string Tags)> Measurements { get; } = new();

    /// <summary>All of it as text.</summary>
    public string Everything => string.Join('\n', [
        .. Lines,
        .. Activities.Select(a =>
            $"{a.Source.Name} {a.DisplayName} {a.OperationName} {a.StatusDescription} {string.Join(' ', a.TagObjects)} "
                + $"{string.Join(' ', a.Events.Select(e => e.Name + string.Join(' ', e.Tags)))} {string.Join(' ', a.Baggage)}"),
        .. Measurements.Select(m => m.ToString())]);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Events.Enqueue((eventId.Id, eventId.Name, logLevel));
        Lines.Enqueue($"{logLevel} {eventId} {formatter(state, exception)} {exception} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])}");
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Measurements.Enqueue((instrument.Meter.Name, instrument.Name, value, string.Join(' ', tags.ToArray())));
}
