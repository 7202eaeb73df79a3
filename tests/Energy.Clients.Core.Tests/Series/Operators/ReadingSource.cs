using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Energy.Clients.Tests.Series.Operators;

/// <summary>A server of readings in memory: pages of batches, whose bodies fail where the test says.</summary>
internal sealed class ReadingSource(IReadOnlyList<Reading> readings, int pageSize = int.MaxValue, int batchSize = int.MaxValue) : PageSource<Reading>
{
    /// <summary>The pages that were opened, in order.</summary>
    public List<int> Opened { get; } = [];

    /// <summary>The index of the reading in front of which the body is cut; each time that it is reached.</summary>
    public int? CutBefore { get; set; }

    public string Name { get; init; } = "readings";

    public override EnergyEndpoint Endpoint { get; } = new EnergyPath("readings").Get("Test.Readings.Read");

    public override string Query => Name;

    public override PagingContext Context => PagingContext.InMemory;

    public override PagePosition? FirstPosition() => readings.Count == 0 ? null : new PageNumber(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = ((PageNumber)request.Position).Number;
        Opened.Add((int)page);
        return new(new Body(this, (int)page * Math.Min(pageSize, readings.Count), (int)page));
    }

    public ReadingSeries Series(SeriesInfo info) => new(this, info);

    private sealed class Body(ReadingSource source, int at, int page) : PageBody<Reading>
    {
        private readonly IReadOnlyList<Reading> _readings = source.Readings;
        private readonly int _end = (int)Math.Min(at + (long)source.PageSize, source.Readings.Count);
        private int _at = at;

        // Reused and overwritten, as pooled memory is.
        public override Reading[] Items { get; } = new Reading[Math.Max(1, (int)Math.Min(source.BatchSize, (long)source.Readings.Count))];

        public override int Count => _count;

        private int _count;

        public override PagePosition? Next => _end < _readings.Count ? new PageNumber(page + 1) : null;

        public override PageResponse Response => PageResponse.None;

        public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _count = 0;
            if (_at == source.CutBefore)
            {
                throw new EnergyTransportException(TransportFailure.CutOff, $"cut before reading {_at.ToString(CultureInfo.InvariantCulture)}");
            }

            for (; _count < Items.Length && _at < _end && _at != source.CutBefore; _at++)
            {
                Items[_count++] = _readings[_at];
            }

            return new(_count > 0);
        }

        public override ValueTask DisposeAsync()
        {
            Array.Fill(Items, new Reading(Instant.MaxValue, Instant.MaxValue, double.NaN));
            return base.DisposeAsync();
        }
    }

    private IReadOnlyList<Reading> Readings => readings;

    private int PageSize => pageSize;

    private int BatchSize => batchSize;
}
