namespace Energy.Clients.Authoring;

/// <summary>The walk over a query that had nothing to ask for.</summary>
internal sealed class EmptyWalk<T> : Walk<T>
{
    public override T Current => throw new InvalidOperationException("The list is empty.");

    public override bool IsEnded => true;

    public override CancellationToken Stopping => CancellationToken.None;

    public override (long Page, int Item) Progress => default;

    public override bool TryMoveNext() => false;

    public override ValueTask<bool> MoveNextAsync() => new(false);

    public override ValueTask<bool> MoveNextInPageAsync() => new(false);

    public override ValueTask<Page<T>?> ReadPageAsync() => new((Page<T>?)null);

    public override void Begin()
    {
    }

    public override void ThrowIfStopped()
    {
    }

    public override PageToken TokenBehindCurrent() => PageToken.AtPlace(0, PageToken.Nowhere);

    public override WalkPlace NewPlace() => new PagePlace();

    public override void NoteBefore(WalkPlace place) => NoteBehind(place);

    public override void NoteBehind(WalkPlace place) => ((PagePlace)place).Position = null;

    public override ValueTask DisposeAsync() => default;
}
