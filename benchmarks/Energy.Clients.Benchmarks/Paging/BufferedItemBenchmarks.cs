using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;

namespace Energy.Clients.Benchmarks;

/// <summary>An item from a page that is in memory, beside a bare asynchronous iterator over the same array. Budget: 0.5 of it, no allocation an item.</summary>
[MemoryDiagnoser]
public class BufferedItemBenchmarks
{
    private const int Items = 10_000;

    private static readonly long[] Values = [.. Enumerable.Range(0, Items).Select(static i => (long)i)];

    private readonly Paged<long> _paged = new(new Source());

    [Benchmark(Baseline = true, OperationsPerInvoke = Items, Description = "async iterator with yield")]
    public async Task<long> BareIterator()
    {
        var sum = 0L;
        await foreach (var item in Iterate().ConfigureAwait(false))
        {
            sum += item;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Items, Description = "Paged<T>")]
    public async Task<long> PagedItems()
    {
        var sum = 0L;
        await foreach (var item in _paged.ConfigureAwait(false))
        {
            sum += item;
        }

        return sum;
    }

    [SuppressMessage("Reliability", "CS1998", Justification = "What is measured is the iterator's own cost.")]
    private static async IAsyncEnumerable<long> Iterate()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var value in Values)
        {
            yield return value;
        }
    }

    private sealed class Source : PageSource<long>
    {
        public override EnergyEndpoint Endpoint { get; } = new EnergyPath("values").Get("Benchmark.Values.List");

        public override string Query => "";

        public override PagingContext Context => PagingContext.InMemory;

        public override PagePosition? FirstPosition() => OnlyPage.Instance;

        public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => OnlyPage.TryParse(text, out position);

        public override ulong Fingerprint(long item) => (ulong)item;

        public override ValueTask<PageBody<long>> OpenAsync(PageRequest request, CancellationToken cancellationToken) =>
            new(new BufferedPageBody<long>(Values, Items, null, PageResponse.None));
    }
}
