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
            $"api/v1/sites/{Uri.EscapeDataString(siteId)}/streams?start_datetime={Escape(start)}&end_datetime={Escape(end)}&resolution={resolution.TotalSeconds}&stream_type={Uri.EscapeDataString(type.Name)}");
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
        private Reading[] _items = [];
        private PageResponse _response = PageResponse.None;
        private bool _read;

        public override Reading[] Items => _items;

        public override int Count => _items.Length;

        public override string? Next => next;

        public override Interval? Covers => covers;

        public override PageResponse Response => _response;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (_read)
            {
                _items = [];
                return false;
            }

            _items = source.Derive(source.NeedsMonitor ? await ReadTypeAsync(source.MainType, cancellationToken).ConfigureAwait(false) : [], source.NeedsConverter ? await ReadTypeAsync(StemStreamType.Converter, cancellationToken).ConfigureAwait(false) : []);
            _read = true;
            return true;
        }

        private async ValueTask<Reading[]> ReadTypeAsync(StemStreamType type, CancellationToken cancellationToken)
        {
            var query = source.StreamQuery;
            using var response = await AskAsync(source.Transport, Call with { Retries = retries }, query.SiteId, type, query.Resolution, from, StemTime.AlignUp(covers.End, WholeSecond), cancellationToken).ConfigureAwait(false);
            _response = response.Info;
            if (await SaysNoDataAsync(response, cancellationToken).ConfigureAwait(false))
            {
                return [];
            }

            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
            using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
            return StemWindow.Read(body, type, covers, response.Call, source.Transport);
        }
    }

    private EnergyTransport Transport => transport;

    private StemStreamQuery StreamQuery => query;

    private StemStreamType MainType => derived is null ? query.Type : StemStreamType.Monitor;

    private bool NeedsMonitor => derived is null or StemDerivedStream.BuildingLoad;

    private bool NeedsConverter => derived is not null;

    private Reading[] Derive(Reading[] main, Reading[] converter) => derived switch
    {
        null => main,
        StemDerivedStream.BuildingLoad => StemDerivation.BuildingLoad(main, converter),
        StemDerivedStream.Charge => StemDerivation.Charge(converter),
        _ => StemDerivation.Discharge(converter),
    };
}
