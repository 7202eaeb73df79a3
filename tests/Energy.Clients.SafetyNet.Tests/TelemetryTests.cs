using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Energy.Clients.SafetyNet.Tests;

public class TelemetryTests
{
    private const string Ours = "Energy.Clients";
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public async Task ActivitiesMetricsAndEvents_KeepTheirNames()
    {
        using var seen = new Telescope();
        foreach (var vendor in Vendor.All)
        {
            foreach (var operation in vendor.Operations)
            {
                var (_, body) = await Run.SuccessAsync(vendor, operation, Fill.Minimal);
                await Run.AsyncOf(vendor, operation, Fill.Minimal, (n, _) => n == 0 ? Run.Say(HttpStatusCode.ServiceUnavailable, "down") : Run.Say(HttpStatusCode.OK, body), seen);
            }
        }

        var declared = Vendor.All.Select(static v => v.Client.Assembly).Append(typeof(EnergyClient).Assembly).Distinct()
            .SelectMany(static a => a.GetTypes()).SelectMany(static t => t.GetMethods(All))
            .Select(static m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()
            .Select(static e => $"message {e.EventId} {e.EventName} {e.Level}: {e.Message}");
        foreach (var of in seen.Lines.Concat(declared).ToLookup(Owner))
        {
            Net.AssertHolds(of.Key, "telemetry", of.Order(StringComparer.Ordinal));
        }
    }

    // The second word of a line names the package; what belongs to no vendor is Core's.
    private static string Owner(string line) =>
        Vendor.All.Select(static v => v.Name).FirstOrDefault(v => line.Split(' ')[1].Split('.') is [_, _, var name, ..] && name == v) ?? "Core";

    /// <summary>Listens to everything that the packages report.</summary>
    private sealed class Telescope : ILoggerFactory
    {
        private readonly SortedDictionary<string, SortedSet<string>> _tags = new(StringComparer.Ordinal);
        private readonly ActivityListener _activities;
        private readonly MeterListener _meters = new();

        public Telescope()
        {
            _activities = new ActivityListener
            {
                ShouldListenTo = static s => s.Name.StartsWith(Ours, StringComparison.Ordinal),
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = a => Add($"activity {a.Source.Name} {a.Kind} {a.DisplayName} of {a.GetTagItem("energy_clients.operation")}", a.TagObjects),
            };
            ActivitySource.AddActivityListener(_activities);
            _meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith(Ours, StringComparison.Ordinal))
                {
                    Add(Name(instrument), []);
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(Name(instrument), tags.ToArray()));
            _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(Name(instrument), tags.ToArray()));
            _meters.Start();
        }

        public IEnumerable<string> Lines
        {
            get
            {
                lock (_tags)
                {
                    return [.. _tags.Select(static t => t.Value.Count == 0 ? t.Key : $"{t.Key}: {string.Join(", ", t.Value)}")];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
            _activities.Dispose();
            _meters.Dispose();
        }

        private static string Name(Instrument instrument) =>
            $"instrument {instrument.Meter.Name} {instrument.GetType().Name.Split('`')[0]} {instrument.Name} in {instrument.Unit} ({instrument.Description})";

        private void Add(string name, IEnumerable<KeyValuePair<string, object?>> tags)
        {
            lock (_tags)
            {
                (_tags.TryGetValue(name, out var keys) ? keys : _tags[name] = new(StringComparer.Ordinal)).UnionWith(tags.Select(static t => t.Key));
            }
        }

        private sealed class Recorder(Telescope owner, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                owner.Add($"event {category} {eventId.Id} {eventId.Name} {logLevel}", state as IEnumerable<KeyValuePair<string, object?>> ?? []);
        }
    }
}
