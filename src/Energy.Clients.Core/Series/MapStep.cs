namespace Energy.Clients;

/// <summary>Makes one result of an item.</summary>
internal delegate TOut Mapping<TIn, out TOut>(in TIn item);

/// <summary>The working part of an operator that gives one result an item.</summary>
internal sealed class MapStep<TIn, TOut>(Mapping<TIn, TOut> map) : OperatorStep<TIn, TOut>
{
    private TOut _result = default!;
    private bool _hasResult;

    public override bool GoesBack => false;

    public override bool MapsEach => true;

    public override void Map(in TIn item, out TOut result) => result = map(in item);

    public override int Accept(ReadOnlySpan<TIn> items)
    {
        _result = map(in items[0]);
        _hasResult = true;
        return 1;
    }

    public override bool TryTake(out TOut result)
    {
        result = _result;
        var had = _hasResult;
        _hasResult = false;
        return had;
    }
}
