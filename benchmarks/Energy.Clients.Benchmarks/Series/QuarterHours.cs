using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Energy.Clients.Benchmarks;

/// <summary>A million quarter hours of average power from 2000 on, in memory, in pages of 10,000 as a vendor's.</summary>
internal sealed class QuarterHours : PageSource<Reading>
{
    public const int Count = 1_000_000;

    private const int PageSize = 10_000;

    public static readonly SeriesInfo Info = new() { Identity = "memory", Unit = Unit.Kilowatt, Kind = SeriesKind.AveragePower, Resolution = Duration.FromMinutes(15) };

    public static readonly Reading[] Readings = Make();

    private static readonly Reading[][] Pages = [.. Readings.Chunk(PageSize)];

    private readonly string _name;

    public QuarterHours(string name) => _name = name;

    public override EnergyEndpoint Endpoint { get; } = new EnergyPath("readings").Get("Benchmark.Readings.Read");

    public override string Query => _name;

    public override PagingContext Context => PagingContext.InMemory;

    public static ReadingSeries Series(string name = "one") => new(new QuarterHours(name), Info with { Identity = name });

    public override PagePosition? FirstPosition() => new PageNumber(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

    public override ulong Fingerprint(Reading item) => item.Fingerprint();

    public override ValueTask<PageBody<Reading>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var at = (PageNumber)request.Position;
        var page = Pages[at.Number];
        return new(new BufferedPageBody<Reading>(page, page.Length, at.Number + 1 < Pages.Length ? at.Next : null, PageResponse.None));
    }

    private static Reading[] Make()
    {
        var start = Instant.FromUtc(2000, 1, 1, 0, 0);
        var quarter = Duration.FromMinutes(15);
        var readings = new Reading[Count];
        for (var i = 0; i < Count; i++)
        {
            readings[i] = new Reading(start, start + quarter, i % 97);
            start += quarter;
        }

        return readings;
    }
}
