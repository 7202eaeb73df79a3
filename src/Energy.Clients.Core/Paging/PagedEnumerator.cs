namespace Energy.Clients.Authoring;

/// <summary>
/// The paging engine: one walk over one query. It owns the bodies: a page that is cut is asked for again within the retries of that page, the items
/// already handed out are skipped after their hash has been checked, and whatever fails says where to go on.
/// </summary>
internal sealed class PagedEnumerator<T> : Walk<T>
{
    private readonly PageSource<T> _source;
    private readonly WalkCancellation _cancellation;
    private readonly PageToken? _from;

    // The present batch. Items before and at the index are handed out.
    private T[] _items = [];
    private int _index = -1;
    private int _count;

    // What was handed out of the page up to an item of the present batch, so that no item is hashed twice, however often a place is noted.
    private HandedOut _hashed;
    private int _hashedItems;

    // The present page. Earlier batches of it were handed out; when it is opened (again), as many items are owed to nobody.
    private PagePosition? _position;
    private PageBody<T>? _body;
    private RetryBudget _retries;
    private HandedOut _before;
    private HandedOut _toSkip;
    private bool _isFirstBatch;

    // The walk. The fault is what ends it behind a page that was good itself: thrown when more is asked for.
    private EndlessWalkGuard? _guard;
    private EnergyPayloadException? _fault;
    private long _pagesFinished;
    private bool _ended;

    internal PagedEnumerator(PageSource<T> source, PageToken? from, CancellationToken first, CancellationToken second)
    {
        _source = source;
        _from = from;
        _cancellation = new WalkCancellation(first, second);
        _retries = source.Context.Retry.NewBudget();
    }

    public override T Current => _items[_index];

    public override ReadOnlySpan<T> Ahead => new(_items, _index + 1, _count - _index - 1);

    public override bool IsEnded => _ended;

    public override CancellationToken Stopping => _cancellation.Token;

    /// <summary>How many pages and how many items of its page lie before the next item.</summary>
    public override (long Page, int Item) Progress => (_pagesFinished, _before.Count + Math.Min(_index + 1, _count));

    public override ValueTask<bool> MoveNextAsync() => TryMoveNext() ? new ValueTask<bool>(true) : MoveNextSlowAsync(isInPage: false);

    public override ValueTask<bool> MoveNextInPageAsync() => TryMoveNext() ? new ValueTask<bool>(true) : MoveNextSlowAsync(isInPage: true);

    public override void Pass(int count) => _index += count;

    public override void Begin() => EnsurePosition();

    public override void ThrowIfStopped() => _cancellation.ThrowIfStopped();

    public override PageToken TokenBehindCurrent() => PageToken.AtPlace(_source.Identity, PlaceBehindCurrent().ToText());

    public override WalkPlace NewPlace() => new PagePlace();

    public override void NoteBefore(WalkPlace place) => Note((PagePlace)place, HandedOutUpTo(_index));

    public override void NoteBehind(WalkPlace place) => Note((PagePlace)place, _toSkip.Count > 0 ? _toSkip : WithBatch());

    public override async ValueTask DisposeAsync()
    {
        // A batch may lie in pooled memory that goes back with its body; what was handed out of it is noted first, for a token that is asked for afterwards.
        TakeBatch();
        await CloseBodyAsync().ConfigureAwait(false);
        _cancellation.Dispose();
    }

    public override async ValueTask<Page<T>?> ReadPageAsync()
    {
        if (!EnsurePosition())
        {
            return null;
        }

        var start = TokenBehindCurrent();
        try
        {
            var items = new List<T>();
            while (await LoadBatchAsync().ConfigureAwait(false))
            {
                items.AddRange(new ReadOnlySpan<T>(_items, _index + 1, _count - _index - 1));
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
        catch (OperationCanceledException e) when (_cancellation.Token.IsCancellationRequested)
        {
            throw _cancellation.Plain(e);
        }
    }

    public override bool TryMoveNext()
    {
        var next = _index + 1;
        if (next >= _count || _cancellation.Token.IsCancellationRequested)
        {
            return false;
        }

        _index = next;
        return true;
    }

    private PagePlace PlaceBehindCurrent()
    {
        var place = new PagePlace();
        NoteBehind(place);
        return place;
    }

    private void Note(PagePlace place, HandedOut handedOut)
    {
        place.Position = _position;
        place.HandedOut = handedOut;
    }

    private async ValueTask<bool> MoveNextSlowAsync(bool isInPage)
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
                if (_ended || isInPage)
                {
                    return false;
                }
            }
        }
        catch (EnergyApiException e)
        {
            e.ResumeFrom = TokenBehindCurrent();
            await CloseBodyAsync().ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException e) when (_cancellation.Token.IsCancellationRequested)
        {
            throw _cancellation.Plain(e);
        }
    }

    private bool EnsurePosition()
    {
        _cancellation.ThrowIfStopped();
        if (_guard is null)
        {
            _position = _from is null ? _source.FirstPosition() : _source.PositionOf(_from);
            _toSkip = _from is null ? default : new HandedOut(_from.Taken, _from.TakenHash);
            _guard = new EndlessWalkGuard(_source.Endpoint, _position);
            _ended = _position is null;
        }

        return !_ended;
    }

    // Loads the next batch of the present page; opens the page first, and asks for it again when it is cut. False: the page is complete.
    private async ValueTask<bool> LoadBatchAsync()
    {
        while (true)
        {
            _cancellation.Token.ThrowIfCancellationRequested();
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

                return await ReadBatchAsync().ConfigureAwait(false);
            }
            catch (EnergyTransportException e) when (_body is not null && e.IsBodyToBeAskedForAgain && _retries.TryTake(out var delay))
            {
                await CloseBodyAsync().ConfigureAwait(false);
                _source.Context.Telemetry.BodyRetried(_source.Operation, e);
                await Task.Delay(delay, _source.Context.TimeProvider, _cancellation.Token).ConfigureAwait(false);
            }
        }
    }

    // Opens the present page and passes over what was handed out of it.
    private async ValueTask OpenAsync()
    {
        var (handedOut, noted) = _toSkip.Count > 0 ? (_toSkip, default) : (_before, _before);
        _isFirstBatch = true;
        try
        {
            _body = await _source.OpenAsync(new PageRequest(_position!, _retries), _cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (_from is not null && _pagesFinished == 0 && e is (OverflowException or ArgumentOutOfRangeException))
        {
            // A place that reads well and lies off the calendar, or behind all numbers: no server ever gave it.
            throw _source.NoPlace("token", e);
        }

        _before = default;
        try
        {
            while (_before.Count + _count < handedOut.Count)
            {
                _index = _count - 1;
                TakeBatch();
                if (!await ReadBatchAsync().ConfigureAwait(false))
                {
                    throw Moved($"the page now has {_before.Count} items, and {handedOut.Count} of it had been handed out");
                }
            }

            _index = handedOut.Count - _before.Count - 1;
            if (WithBatch() != handedOut)
            {
                throw Moved($"the first {handedOut.Count} items of the page are no longer those that had been handed out");
            }
        }
        catch (EnergyApiException)
        {
            // Failed while skipping: what had been handed out before is still what counts.
            _before = noted;
            DropBatch();
            throw;
        }

        _toSkip = default;
    }

    private async ValueTask<bool> ReadBatchAsync()
    {
        if (!await _body!.ReadAsync(_cancellation.Token).ConfigureAwait(false))
        {
            return false;
        }

        _items = _body.Items;
        _count = _body.Count;
        _index = -1;
        _hashed = _before;
        _hashedItems = 0;
        if (_isFirstBatch && _count > 0)
        {
            _isFirstBatch = false;
            if (_guard!.SeeFirstItem(_source.Fingerprint(_items[0]), _body.Response) is { } repeated)
            {
                DropBatch();
                throw repeated;
            }
        }

        return true;
    }

    // Its last batch is taken by then.
    private async ValueTask FinishPageAsync()
    {
        var body = _body!;
        var next = body.Next;
        _source.Context.Telemetry.PageRead(_source.Operation, _before.Count);
        _fault = _guard!.SeePage(_position!, next, _before.Count, body.FirstElementHash, body.Response);
        await CloseBodyAsync().ConfigureAwait(false);
        _ended = next is null;
        if (_ended || _fault is not null)
        {
            return;
        }

        _position = next;
        _pagesFinished++;
        _before = default;
        _retries = _source.Context.Retry.NewBudget();
    }

    // Adds the present batch to what was handed out of this page, and forgets it.
    private void TakeBatch()
    {
        _before = WithBatch();
        DropBatch();
    }

    private HandedOut WithBatch() => HandedOutUpTo(Math.Min(_index + 1, _count));

    private HandedOut HandedOutUpTo(int items)
    {
        if (items <= 0)
        {
            return _before;
        }

        if (items < _hashedItems)
        {
            _hashed = _before;
            _hashedItems = 0;
        }

        _hashed = _hashed.With(_source, new ReadOnlySpan<T>(_items, _hashedItems, items - _hashedItems));
        _hashedItems = items;
        return _hashed;
    }

    private void DropBatch()
    {
        _items = [];
        _count = 0;
        _index = -1;
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
