using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Energy.Clients.Tests;

/// <summary>A server in memory: pages of batches, whose bodies fail where the test says.</summary>
internal sealed class ScriptedSource : PageSource<string>
{
    private readonly List<List<string[]>> _pages;

    public ScriptedSource(params string[][] pages)
        : this(batchSize: int.MaxValue, pages)
    {
    }

    public ScriptedSource(int batchSize, params string[][] pages) =>
        _pages = [.. pages.Select(p => p.Chunk(Math.Min(batchSize, Math.Max(1, p.Length))).ToList())];

    public List<string> Opened { get; } = [];

    public string QueryText { get; set; } = "all";

    public int Retries { get; set; } = 3;

    public TimeSpan RetryDelay { get; set; } = TimeSpan.Zero;

    public EnergyTelemetry Telemetry { get; set; } = EnergyTelemetry.None;

    /// <summary>Called before each batch: number of the opening (from 1), page, batch; may throw.</summary>
    public Action<int, int, int>? BeforeBatch { get; set; }

    /// <summary>Called when a page is opened; may throw.</summary>
    public Action<int, int>? BeforeOpen { get; set; }

    public Func<int, PageNumber?>? NextOf { get; set; }

    public TaskCompletionSource? Gate { get; set; }

    public int Disposed { get; private set; }

    public override EnergyEndpoint Endpoint { get; } = new EnergyPath("letters").Get("Test.Letters.List");

    public override string Query => QueryText;

    public override PagingContext Context => field ??= new(new RetryPolicy(Retries, RetryDelay, RetryDelay, static () => 0.5), TimeProvider.System, Telemetry);

    public Paged<string> List(CancellationToken cancellationToken = default) => new(this, cancellationToken);

    public void Replace(int page, params string[] items) => _pages[page] = [items];

    public override PagePosition? FirstPosition() => _pages.Count == 0 ? null : new PageNumber(0);

    public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

    public override ValueTask<PageBody<string>> OpenAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = ((PageNumber)request.Position).Number;
        Opened.Add(request.Position.ToText());
        BeforeOpen?.Invoke(Opened.Count, page);
        var next = NextOf is { } of ? of(page) : page + 1 < _pages.Count ? new PageNumber(page + 1) : null;
        return new(new Body(this, Opened.Count, page, next));
    }

    public override ulong Fingerprint(string item) => StableHash.Of(item);

    public static EnergyTransportException Cut() => new(TransportFailure.CutOff, "cut");

    public static Action<int, int, int> CutWhen(Func<int, int, int, bool> when) => (opening, page, batch) =>
    {
        if (when(opening, page, batch))
        {
            throw Cut();
        }
    };

    private sealed class Body(ScriptedSource source, int opening, int page, PagePosition? next) : PageBody<string>
    {
        // Reused and overwritten, as pooled memory is.
        private readonly string[] _buffer = new string[64];
        private int _batch;
        private int _count;

        public override string[] Items => _buffer;

        public override int Count => _count;

        public override PagePosition? Next => next;

        public override PageResponse Response { get; } = PageResponse.None with { Status = HttpStatusCode.OK, RequestId = "r" + opening };

        public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (source.Gate is { } gate)
            {
                await gate.Task.WaitAsync(cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var batches = source._pages[page];
            source.BeforeBatch?.Invoke(opening, page, _batch);
            if (_batch == batches.Count)
            {
                _count = 0;
                return false;
            }

            batches[_batch].CopyTo(_buffer, 0);
            _count = batches[_batch++].Length;
            return true;
        }

        public override ValueTask DisposeAsync()
        {
            source.Disposed++;
            Array.Fill(_buffer, "given back");
            return base.DisposeAsync();
        }
    }
}
