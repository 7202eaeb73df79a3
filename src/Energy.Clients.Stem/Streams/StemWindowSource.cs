using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Stem;

/// <summary>
/// Walks a range of time in windows of at most one calendar month, clamped to the month's end and chained, as the first known client of the API does. Each window is sorted and freed of
/// duplicates (the later answer wins), and only intervals that start inside it are handed out, so no state crosses windows.
/// </summary>
internal sealed class StemWindowSource(EnergyTransport transport, StemStreamQuery query, StemDerivedStream? derived) : PageSource<Reading>
{
    private static readonly EnergyCall Call = new("Stem.Streams.Read", "GET /api/v1/sites/{siteId}/streams");

    // Requests carry whole seconds; an end inside one must not leave off the interval that starts just before it.
    private static readonly Duration WholeSecond = Duration.FromSeconds(1);

    public override string Operation => Call.Operation;

    public override string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"{query.SiteId}|{query.Type}|{derived}|{InstantText.Format(query.Start)}|{(query.End is { } end ? InstantText.Format(end) : "now")}|{query.Resolution.TotalSeconds}|{(query.StreamStart is { } start ? InstantText.Format(start) : "")}");

    public override PagingContext Context => transport.Paging;

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override string? FirstPosition()
    {
        var end = query.End ?? Instant.FromDateTimeOffset(transport.TimeProvider.GetUtcNow());
        var start = query.Start;
        if (query.StreamStart is { } streamStart)
        {
            start = Instant.Max(start, StemTime.AlignDown(streamStart, query.Resolution));
        }

        return start < end && !(query.StreamStart >= end) ? Position(start, end) : null;
    }

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var separator = request.Position.IndexOf('/', StringComparison.Ordinal);
        if (separator < 0
            || !InstantText.TryParse(Encoding.ASCII.GetBytes(request.Position[..separator]), out var start)
            || !InstantText.TryParse(Encoding.ASCII.GetBytes(request.Position[(separator + 1)..]), out var end))
        {
            throw new FormatException("The token does not hold a position of a Stem stream.");
        }

        var from = StemTime.AlignDown(start, query.Resolution);
        var until = Instant.Min(end, from.InUtc().LocalDateTime.PlusMonths(1).InUtc().ToInstant());
        return new ValueTask<PageBody<Reading>>(new Window(this, request.Retries, new Interval(start, until), from, until < end ? Position(until, end) : null));
    }

    internal static async ValueTask<EnergyResponse> AskAsync(
        EnergyTransport transport, EnergyCall call, string siteId, StemStreamType type, Duration resolution, Instant start, Instant end, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"api/v1/sites/{PathSegment.Escape(siteId, nameof(siteId))}/streams?start_datetime={Escape(start)}&end_datetime={Escape(end)}&resolution={resolution.TotalSeconds}&stream_type={Uri.EscapeDataString(type.Name)}");
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await transport.SendAsync(call, message, cancellationToken).ConfigureAwait(false);

        static string Escape(Instant instant) => Uri.EscapeDataString(StemTime.Format(instant));
    }

    internal static async ValueTask<bool> SaysNoDataAsync(EnergyResponse response, CancellationToken cancellationToken) =>
        response.Status == HttpStatusCode.BadRequest
        && (await response.ReadErrorBodyAsync(cancellationToken).ConfigureAwait(false)).Span.IndexOf(StemErrorReader.NoData) >= 0;

    private static string Position(Instant start, Instant end) => InstantText.Format(start) + "/" + InstantText.Format(end);

    // The body is read here and not when the page is opened, so that the engine asks again for a window that was cut.
    private sealed class Window(StemWindowSource source, RetryBudget retries, Interval covers, Instant from, string? next) : PageBody<Reading>
    {
        private RowBuffer<Reading> _pooled;
        private Reading[] _items = [];
        private int _count;
        private PageResponse _response = PageResponse.None;
        private bool _read;

        public override Reading[] Items => _items;

        public override int Count => _count;

        public override string? Next => next;

        public override Interval? Covers => covers;

        public override PageResponse Response => _response;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (_read)
            {
                _count = 0;
                return false;
            }

            if (source.IsDerived)
            {
                _items = await DeriveAsync(cancellationToken).ConfigureAwait(false);
                _count = _items.Length;
            }
            else
            {
                _pooled = await ReadTypeAsync(source.StreamQuery.Type, cancellationToken).ConfigureAwait(false);
                _items = _pooled.Memory;
                _count = _pooled.Count;
            }

            _read = true;
            return true;
        }

        public override ValueTask DisposeAsync()
        {
            _items = [];
            _count = 0;
            _pooled.Dispose();
            return base.DisposeAsync();
        }

        private async ValueTask<Reading[]> DeriveAsync(CancellationToken cancellationToken)
        {
            var monitor = new RowBuffer<Reading>();
            var converter = new RowBuffer<Reading>();
            try
            {
                if (source.NeedsMonitor)
                {
                    monitor = await ReadTypeAsync(StemStreamType.Monitor, cancellationToken).ConfigureAwait(false);
                }

                converter = await ReadTypeAsync(StemStreamType.Converter, cancellationToken).ConfigureAwait(false);
                return source.Derive(monitor.Span.ToArray(), converter.Span.ToArray());
            }
            finally
            {
                monitor.Dispose();
                converter.Dispose();
            }
        }

        private async ValueTask<RowBuffer<Reading>> ReadTypeAsync(StemStreamType type, CancellationToken cancellationToken)
        {
            var query = source.StreamQuery;
            using var response = await AskAsync(source.Transport, Call with { Retries = retries }, query.SiteId, type, query.Resolution, from, StemTime.AlignUp(covers.End, WholeSecond), cancellationToken).ConfigureAwait(false);
            _response = response.Info;
            if (await SaysNoDataAsync(response, cancellationToken).ConfigureAwait(false))
            {
                return default;
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
            return StemWindow.Read(body, type, covers, response.Call, source.Transport);
        }
    }

    private EnergyTransport Transport => transport;

    private StemStreamQuery StreamQuery => query;

    private bool IsDerived => derived is not null;

    private bool NeedsMonitor => derived is StemDerivedStream.BuildingLoad;

    private Reading[] Derive(Reading[] monitor, Reading[] converter) => derived switch
    {
        StemDerivedStream.BuildingLoad => StemDerivation.BuildingLoad(monitor, converter),
        StemDerivedStream.Charge => StemDerivation.Charge(converter),
        _ => StemDerivation.Discharge(converter),
    };
}
