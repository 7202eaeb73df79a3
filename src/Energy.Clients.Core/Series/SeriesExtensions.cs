namespace Energy.Clients;

/// <summary>Ways from plain async streams to series.</summary>
public static class SeriesExtensions
{
    /// <summary>Makes a series of any stream of readings, by saying what it is.</summary>
    /// <param name="readings">The readings, ascending and without overlap.</param>
    /// <param name="info">What is known of the series.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>
    /// The series. It can be taken up again as long as the stream yields the same readings when it is enumerated again; the readings already handed out
    /// are then read and passed over, which costs their reading.
    /// </returns>
    public static ReadingSeries WithInfo(this IAsyncEnumerable<Reading> readings, SeriesInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(info);
        return new ReadingSeries(new StreamPageSource(readings, info.Identity), info, cancellationToken);
    }

    // A stream that is not paged itself is one page; what was already handed out is passed over by the engine.
    private sealed class StreamPageSource(IAsyncEnumerable<Reading> readings, string identity) : PageSource<Reading>
    {
        public override EnergyEndpoint Endpoint { get; } = EnergyEndpoint.InMemory("Series.Stream.Read");

        public override string Query => identity;

        public override PagingContext Context => PagingContext.InMemory;

        public override PagePosition? FirstPosition() => OnlyPage.Instance;

        public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => OnlyPage.TryParse(text, out position);

        public override ulong Fingerprint(Reading item) => item.Fingerprint();

        public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken) =>
            new(new StreamPageBody(readings.GetAsyncEnumerator(cancellationToken)));
    }

    private sealed class StreamPageBody(IAsyncEnumerator<Reading> readings) : PageBody<Reading>
    {
        public override Reading[] Items { get; } = new Reading[1];

        public override int Count => 1;

        public override PagePosition? Next => null;

        public override PageResponse Response => PageResponse.None;

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (!await readings.MoveNextAsync().ConfigureAwait(false))
            {
                return false;
            }

            Items[0] = readings.Current;
            return true;
        }

        public override async ValueTask DisposeAsync()
        {
            await readings.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
