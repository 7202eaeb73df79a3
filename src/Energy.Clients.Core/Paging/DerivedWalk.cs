namespace Energy.Clients.Authoring;

/// <summary>
/// The walk over an operator's results. Its place behind a result is the place of its source before the first item that a later result needs, and the step's state; so going on
/// from a token reads those items again and yields exactly the remaining results, through any number of operators.
/// </summary>
internal sealed class DerivedWalk<TIn, TOut>(DerivedSource<TIn, TOut> operation, Walk<TIn> source, OperatorStep<TIn, TOut> step) : OperatorWalk<TOut>
{
    private readonly CancellationToken _stopping = source.Stopping;
    private readonly bool _mapsEach = step.MapsEach;
    private TOut _current = default!;
    private long _results;
    private bool _hasBegun;
    private bool _isComplete;
    private bool _isEnded;

    // The first item needed again, where that is not simply what the source has next; none for a step that never goes back.
    private WalkPlace? _needed;
    private OperatorState _neededState;
    private bool _isHeld;

    // Kept for an operator above this one only: the places before and behind the current result.
    private DerivedPlace? _before;
    private DerivedPlace? _behind;

    public override TOut Current => _current;

    public override bool IsEnded => _isEnded;

    public override CancellationToken Stopping => _stopping;

    public override (long Page, int Item) Progress => (_results, 0);

    public override bool TryMoveNext()
    {
        if (!_hasBegun || _stopping.IsCancellationRequested)
        {
            return false;
        }

        if (_mapsEach)
        {
            return TryMap();
        }

        while (!TryTake())
        {
            if (_isComplete || step.IsDone)
            {
                return false;
            }

            if (source.Ahead.Length > 0)
            {
                AcceptAhead();
            }
            else if (source.TryMoveNext())
            {
                AcceptCurrent();
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    public override void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _needed = step.GoesBack ? source.NewPlace() : null;
            source.Begin();
            if (_behind is not null)
            {
                NoteNow(_behind);
            }
        }
    }

    public override void ThrowIfStopped() => source.ThrowIfStopped();

    public override PageToken TokenBehindCurrent()
    {
        var place = new DerivedPlace(source.NewPlace());
        NoteNow(place);
        return PageToken.AtPlace(operation.Identity, place.ToText());
    }

    public override WalkPlace NewPlace()
    {
        _before ??= new DerivedPlace(source.NewPlace());
        _behind ??= new DerivedPlace(source.NewPlace());
        if (_hasBegun)
        {
            NoteNow(_behind);
        }

        return new DerivedPlace(source.NewPlace());
    }

    public override void NoteBefore(WalkPlace place) => ((DerivedPlace)place).Copy(_before!);

    public override void NoteBehind(WalkPlace place) => NoteNow((DerivedPlace)place);

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override async ValueTask<bool> MoveNextSlowAsync(bool isInPage)
    {
        source.ThrowIfStopped();
        Begin();
        try
        {
            while (true)
            {
                if (TryMoveNext())
                {
                    return true;
                }

                if (_isComplete || step.IsDone)
                {
                    _isEnded = true;
                    return false;
                }

                if (isInPage ? await source.MoveNextInPageAsync().ConfigureAwait(false) : await source.MoveNextAsync().ConfigureAwait(false))
                {
                    if (_mapsEach)
                    {
                        MapCurrent();
                        return true;
                    }

                    AcceptCurrent();
                }
                else if (source.IsEnded)
                {
                    _isComplete = true;
                    step.Complete();
                }
                else
                {
                    return false;
                }
            }
        }
        catch (EnergyApiException e)
        {
            e.ResumeFrom = TokenBehindCurrent();
            throw;
        }
    }

    private bool TryTake()
    {
        if (!step.TryTake(out _current))
        {
            return false;
        }

        _results++;
        NoteNeeded(isResultTaken: true);
        NoteResult();
        return true;
    }

    private bool TryMap()
    {
        var ahead = source.Ahead;
        if (ahead.Length > 0)
        {
            step.Map(in ahead[0], out _current);
            source.Pass(1);
            _results++;
            NoteResult();
            return true;
        }

        if (!source.TryMoveNext())
        {
            return false;
        }

        MapCurrent();
        return true;
    }

    private void MapCurrent()
    {
        var item = source.Current;
        step.Map(in item, out _current);
        _results++;
        NoteResult();
    }

    private void NoteResult()
    {
        if (_behind is not null)
        {
            (_before, _behind) = (_behind, _before!);
            NoteNow(_behind);
        }
    }

    private void AcceptAhead()
    {
        source.Pass(step.Accept(source.Ahead));
        NoteNeeded(isResultTaken: false);
    }

    private void AcceptCurrent()
    {
        var item = source.Current;
        step.Accept(new ReadOnlySpan<TIn>(in item));
        NoteNeeded(isResultTaken: false);
    }

    private void NoteNeeded(bool isResultTaken)
    {
        switch (step.Needed)
        {
            case Needed.Nothing:
                _isHeld = false;
                break;
            case Needed.LastItem:
                source.NoteBefore(_needed!);
                _neededState = step.State;
                _isHeld = true;
                break;
            default:
                // The same items, but behind one result more.
                _neededState = isResultTaken ? step.State : _neededState;
                break;
        }
    }

    private void NoteNow(DerivedPlace place)
    {
        if (_isHeld)
        {
            place.Set(_neededState, _needed!);
        }
        else
        {
            place.State = step.State;
            source.NoteBehind(place.OfSource);
        }
    }

    /// <summary>A place among the results.</summary>
    private sealed class DerivedPlace(WalkPlace ofSource) : WalkPlace
    {
        public OperatorState State { get; set; }

        public WalkPlace OfSource => ofSource;

        public void Set(OperatorState state, WalkPlace place)
        {
            State = state;
            ofSource.CopyFrom(place);
        }

        public void Copy(DerivedPlace other) => Set(other.State, other.OfSource);

        public override void CopyFrom(WalkPlace other) => Copy((DerivedPlace)other);

        public override string ToText() => DerivedSource<TIn, TOut>.PlaceText(State, ofSource);
    }
}
