namespace Energy.Clients;

/// <summary>
/// The paging engine: one walk over one query. It owns the bodies: a page that is cut is asked for again within the retries of that page, the items
/// already handed out are skipped after their hash has been checked, and whatever fails says where to go on.
/// </summary>
internal sealed class PagedEnumerator<T> : IAsyncEnumerator<T>
{
    // A server that always offers another page and never an item would be walked for ever.
    private const int MostEmptyPages = 10_000;

    private readonly PageSource<T> _source;
    private readonly CancellationTokenSource? _linked;
    private readonly CancellationToken _first;
    private readonly CancellationToken _second;
    private readonly CancellationToken _cancellation;
    private T[] _items = [];
    private int _index = -1;
    private int _count;
    private PageBody<T>? _body;
    private RetryBudget _retries;
    private PagePosition? _position;
    private bool _started;
    private bool _ended;

    // What ends the walk behind a page that was good itself: thrown when more is asked for.
    private EnergyPayloadException? _fault;
    private long _pagesFinished;

    // Of the page at _position: how many items earlier batches handed out, and their rolling hash.
    private int _takenBefore;
    private ulong _hashBefore;

    // What a token said was already handed out of the first page.
    private int _skip;
    private ulong _skipHash;
    private bool _checkFirst;
    private ulong _firstOfPage;
    private ulong _firstOfPreviousPage;
    private ulong _firstElement;
    private int _emptyPages;

    // Brent's cycle detection over positions: constant memory, however long the walk.
    private PagePosition? _tortoise;
    private long _steps = 1;
    private long _power = 1;

    internal PagedEnumerator(PageSource<T> source, PageToken? from, CancellationToken first, CancellationToken second)
    {
        _source = source;
        _first = first;
        _second = second;
        if (first.CanBeCanceled && second.CanBeCanceled && first != second)
        {
            _linked = CancellationTokenSource.CreateLinkedTokenSource(first, second);
            _cancellation = _linked.Token;
        }
        else
        {
            _cancellation = first.CanBeCanceled ? first : second;
        }

        _retries = source.Context.Retry.NewBudget();
        if (from is not null)
        {
            _started = true;
            _position = source.PositionOf(from);
            _tortoise = _position;
            _skip = from.Taken;
            _skipHash = from.TakenHash;
        }
    }

    public T Current => _items[_index];

    public ValueTask<bool> MoveNextAsync()
    {
        var next = _index + 1;
        if (next < _count && !_cancellation.IsCancellationRequested)
        {
            _index = next;
            return new ValueTask<bool>(true);
        }

        return MoveNextSlowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // A batch may lie in pooled memory that goes back with its body; what was handed out of it is noted first, for a token that is asked for afterwards.
        TakeBatch();
        await CloseBodyAsync().ConfigureAwait(false);
        _linked?.Dispose();
    }

    /// <summary>Reads the rest of the present page, or the next page; <see langword="null"/> at the end.</summary>
    internal async ValueTask<Page<T>?> ReadPageAsync()
    {
        if (!EnsurePosition())
        {
            return null;
        }

        var start = WhereItStands();
        try
        {
            var items = new List<T>();
            while (await LoadBatchAsync().ConfigureAwait(false))
            {
                for (var i = _index + 1; i < _count; i++)
                {
                    items.Add(_items[i]);
                }

                _index = _count - 1;
            }

            var body = _body!;
            var page = new Page<T>(items, body.Next is { } next ? PageToken.At(_source.Identity, next.ToText()) : null)
            {
                Total = body.Total,
                Covers = body.Covers,
                Response = body.Response,
            };
            await FinishPageAsync().ConfigureAwait(false);
            return page;
        }
        catch (EnergyApiException e)
        {
            // Nothing of this page was handed out, so going on means the page from where it was begun.
            e.ResumeFrom = start;
            await CloseBodyAsync().ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException e) when (_cancellation.IsCancellationRequested)
        {
            throw Canceled(e);
        }
    }

    /// <summary>The place of the item that was handed out last: how many pages and how many items of its page lie before the next one.</summary>
    internal (long Page, int Item) Place => (_pagesFinished, _takenBefore + Math.Min(_index + 1, _count));

    /// <summary>The token right behind the item that was handed out last.</summary>
    internal PageToken TokenBehindCurrent()
    {
        var taken = Math.Min(_index + 1, _count);
        return PageToken.At(_source.Identity, _position!.ToText(), _takenBefore + taken, Fold(_hashBefore, taken));
    }

    private PageToken WhereItStands() => _skip > 0 ? PageToken.At(_source.Identity, _position!.ToText(), _skip, _skipHash) : TokenBehindCurrent();

    private async ValueTask<bool> MoveNextSlowAsync()
    {
        if (!EnsurePosition())
        {
            return false;
        }

        try
        {
            while (true)
            {
                while (await LoadBatchAsync().ConfigureAwait(false))
                {
                    if (_index + 1 < _count)
                    {
                        _index++;
                        return true;
                    }
                }

                await FinishPageAsync().ConfigureAwait(false);
                if (_ended)
                {
                    return false;
                }
            }
        }
        catch (EnergyApiException e)
        {
            e.ResumeFrom = WhereItStands();
            await CloseBodyAsync().ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException e) when (_cancellation.IsCancellationRequested)
        {
            throw Canceled(e);
        }
    }

    // Always the plain kind, and with the token that the caller knows: not a waiting task's, nor the two tokens linked.
    private OperationCanceledException Canceled(OperationCanceledException? cause) =>
        new(cause?.Message ?? "The walk was stopped.", cause, _first.IsCancellationRequested ? _first : _second);

    private bool EnsurePosition()
    {
        if (_cancellation.IsCancellationRequested)
        {
            throw Canceled(null);
        }

        if (!_started)
        {
            _started = true;
            _position = _source.FirstPosition();
            _ended = _position is null;
            _tortoise = _position;
        }

        return !_ended;
    }

    // Loads the next batch of the present page; opens the page first, and asks for it again when it is cut. False: the page is complete.
    private async ValueTask<bool> LoadBatchAsync()
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            TakeBatch();
            if (_fault is not null)
            {
                throw _fault;
            }

            try
            {
                if (_body is null)
                {
                    await OpenAsync().ConfigureAwait(false);
                    if (_index + 1 < _count)
                    {
                        return true;
                    }

                    TakeBatch();
                }

                var more = await _body!.ReadAsync(_cancellation).ConfigureAwait(false);
                if (!more)
                {
                    return false;
                }

                AcceptBatch();
                return true;
            }
            catch (EnergyTransportException e) when (_body is not null && IsOfBody(e) && _retries.TryTake(out var delay))
            {
                await CloseBodyAsync().ConfigureAwait(false);
                _source.Context.Telemetry.BodyRetried(_source.Operation, e);
                await Task.Delay(delay, _source.Context.TimeProvider, _cancellation).ConfigureAwait(false);
            }
        }
    }

    // A time limit that ran out before the headers was the whole call's, and is not begun anew.
    private static bool IsOfBody(EnergyTransportException e) => e.Failure == TransportFailure.CutOff || (e.Failure == TransportFailure.TimedOut && e.IsOfBody);

    private async ValueTask OpenAsync()
    {
        var fromToken = _skip > 0;
        var skip = fromToken ? _skip : _takenBefore;
        var hash = fromToken ? _skipHash : _hashBefore;
        _checkFirst = true;
        _body = await _source.OpenAsync(new PageRequest(_position!, _retries), _cancellation).ConfigureAwait(false);
        _takenBefore = 0;
        _hashBefore = 0;
        try
        {
            while (_takenBefore + _count < skip)
            {
                _index = _count - 1;
                TakeBatch();
                if (!await _body.ReadAsync(_cancellation).ConfigureAwait(false))
                {
                    throw Moved($"the page now has {_takenBefore} items, and {skip} of it had been handed out");
                }

                AcceptBatch();
            }

            _index = skip - _takenBefore - 1;
            if (Fold(_hashBefore, _index + 1) != hash)
            {
                throw Moved($"the first {skip} items of the page are no longer those that had been handed out");
            }
        }
        catch (EnergyApiException)
        {
            // Failed while skipping: what had been handed out before is still what counts.
            _takenBefore = fromToken ? 0 : skip;
            _hashBefore = fromToken ? 0 : hash;
            DropBatch();
            throw;
        }

        _skip = 0;
        _skipHash = 0;
    }

    private void AcceptBatch()
    {
        _items = _body!.Items;
        _count = _body.Count;
        _index = -1;
        if (!_checkFirst || _count == 0)
        {
            return;
        }

        _checkFirst = false;
        _firstOfPage = _source.Fingerprint(_items[0]);
        if (_firstOfPage != 0 && _firstOfPage == _firstOfPreviousPage)
        {
            DropBatch();
            throw SamePageTwice();
        }
    }

    private EnergyPayloadException SamePageTwice() => EnergyErrors.Payload(
        _source.Endpoint,
        _body!.Response,
        "the server sent the same page twice, so it seems to ignore the paging parameters. Nothing of the second copy was handed out. Going on would yield the same items for ever.");

    private async ValueTask FinishPageAsync()
    {
        TakeBatch();
        var body = _body!;
        _source.Context.Telemetry.PageRead(_source.Operation, _takenBefore);
        _emptyPages = _takenBefore == 0 ? _emptyPages + 1 : 0;
        if (_takenBefore > 0)
        {
            _firstOfPreviousPage = _firstOfPage;
        }

        if (body.FirstElementHash is not 0 and var first)
        {
            _fault = first == _firstElement ? SamePageTwice() : null;
            _firstElement = first;
        }

        var next = body.Next;
        await CloseBodyAsync().ConfigureAwait(false);
        if (next is null)
        {
            _ended = true;
            return;
        }

        _fault ??= FindEndlessWalk(next, body.Response);
        if (_fault is not null)
        {
            return;
        }

        _position = next;
        _pagesFinished++;
        _takenBefore = 0;
        _hashBefore = 0;
        _retries = _source.Context.Retry.NewBudget();
    }

    private EnergyPayloadException? FindEndlessWalk(PagePosition next, PageResponse response)
    {
        var cycle = next == _tortoise || next == _position;
        if (_steps == _power)
        {
            _tortoise = next;
            _power *= 2;
            _steps = 0;
        }

        _steps++;
        return !cycle && _emptyPages < MostEmptyPages ? null : EnergyErrors.Payload(
            _source.Endpoint,
            response,
            cycle
                ? "the server leads back to a page that was already read, so the walk would never end."
                : $"{MostEmptyPages} pages without an item, and the server still offers another; the walk was stopped.");
    }

    // Folds the present batch into what was handed out of this page, and forgets it.
    private void TakeBatch()
    {
        var taken = Math.Min(_index + 1, _count);
        if (taken > 0)
        {
            _hashBefore = Fold(_hashBefore, taken);
            _takenBefore += taken;
        }

        DropBatch();
    }

    private void DropBatch()
    {
        _items = [];
        _count = 0;
        _index = -1;
    }

    private ulong Fold(ulong hash, int count)
    {
        for (var i = 0; i < count; i++)
        {
            hash = StableHash.Add(hash, _source.Fingerprint(_items[i]));
        }

        return hash;
    }

    private EnergyPayloadException Moved(string what) => EnergyErrors.Payload(
        _source.Endpoint,
        _body?.Response,
        $"the server's data changed under the walk: {what}. Going on could lose or double items. Start the query again without the token, or from an earlier one.");

    private async ValueTask CloseBodyAsync()
    {
        if (_body is { } body)
        {
            _body = null;
            await body.DisposeAsync().ConfigureAwait(false);
        }
    }
}
