namespace Energy.Clients.Authoring;

/// <summary>A walk over what an operator makes of other walks.</summary>
internal abstract class OperatorWalk<T> : Walk<T>
{
    public override ValueTask<bool> MoveNextAsync() => TryMoveNext() ? new ValueTask<bool>(true) : MoveNextSlowAsync(isInPage: false);

    public override ValueTask<bool> MoveNextInPageAsync() => TryMoveNext() ? new ValueTask<bool>(true) : MoveNextSlowAsync(isInPage: true);

    /// <inheritdoc/>
    /// <remarks>A page of an operator is what one page of its source gives; of several sources, what there is until a page of any of them ends.</remarks>
    public override async ValueTask<Page<T>?> ReadPageAsync()
    {
        Begin();
        if (IsEnded)
        {
            return null;
        }

        var start = TokenBehindCurrent();
        try
        {
            var items = new List<T>();
            while (await MoveNextInPageAsync().ConfigureAwait(false))
            {
                items.Add(Current);
            }

            return new Page<T>(items, IsEnded ? null : TokenBehindCurrent());
        }
        catch (EnergyApiException e)
        {
            // Nothing of this page was handed out.
            e.ResumeFrom = start;
            throw;
        }
    }

    /// <summary>Moves on where that may take a wait, or finds the end.</summary>
    protected abstract ValueTask<bool> MoveNextSlowAsync(bool isInPage);
}
