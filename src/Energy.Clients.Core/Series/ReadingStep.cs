namespace Energy.Clients;

/// <summary>The working part of an operator that looks at one reading at a time and gives at most one for it.</summary>
internal abstract class ReadingStep(string series) : OperatorStep<Reading, Reading>
{
    private ReadingOrder _order = new(series);
    private Reading _result;
    private bool _hasResult;

    public sealed override bool GoesBack => false;

    public sealed override int Accept(ReadOnlySpan<Reading> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            _order.Take(items[i]);
            if (TryMap(items[i], out _result))
            {
                _hasResult = true;
                return i + 1;
            }

            if (IsDone)
            {
                return i + 1;
            }
        }

        return items.Length;
    }

    public sealed override bool TryTake(out Reading result)
    {
        result = _result;
        var had = _hasResult;
        _hasResult = false;
        return had;
    }

    /// <summary>Makes the result of a reading, if it has one.</summary>
    protected abstract bool TryMap(in Reading reading, out Reading result);
}
