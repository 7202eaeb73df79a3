namespace Energy.Clients.Authoring;

/// <summary>One walk over a list: over the pages of a query (<see cref="PagedEnumerator{T}"/>), or over the results of an operator
/// (<see cref="DerivedWalk{TIn, TOut}"/>).</summary>
/// <remarks>
/// Operators stand on walks and not on bare enumerators because they need places: a place is noted where an operator still needs an item again, and becomes text only
/// when somebody asks for a token. Noting one allocates nothing.
/// </remarks>
internal abstract class Walk<T> : IAsyncEnumerator<T>
{
    public abstract T Current { get; }

    /// <summary>The items behind the current one that are ready; <see cref="Pass"/> moves over them without a wait. Empty where each item has to be asked for.</summary>
    public virtual ReadOnlySpan<T> Ahead => default;

    /// <summary>Whether the walk has come to its end.</summary>
    public abstract bool IsEnded { get; }

    /// <summary>How far the walk is: changes with every item.</summary>
    public abstract (long Page, int Item) Progress { get; }

    public abstract ValueTask<bool> MoveNextAsync();

    /// <summary>Moves on where that takes no wait; <see langword="false"/> where it may, or at the end.</summary>
    public abstract bool TryMoveNext();

    /// <summary>As <see cref="MoveNextAsync"/>, but <see langword="false"/> at the end of a page too; <see cref="IsEnded"/> tells which it was.</summary>
    public abstract ValueTask<bool> MoveNextInPageAsync();

    /// <summary>Makes the last of some items of <see cref="Ahead"/> the current one.</summary>
    public virtual void Pass(int count) => throw new NotSupportedException();

    /// <summary>Reads the rest of the present page, or the next page; <see langword="null"/> at the end.</summary>
    public abstract ValueTask<Page<T>?> ReadPageAsync();

    /// <summary>Settles where the walk begins, so that places can be noted before the first item.</summary>
    public abstract void Begin();

    /// <summary>What cancels the walk; the same from its beginning to its end.</summary>
    public abstract CancellationToken Stopping { get; }

    /// <summary>Throws when the walk was cancelled: for whoever works long without asking for an item.</summary>
    public abstract void ThrowIfStopped();

    /// <summary>The token right behind the item that was handed out last.</summary>
    public abstract PageToken TokenBehindCurrent();

    /// <summary>Makes what a place of this walk is noted into.</summary>
    public abstract WalkPlace NewPlace();

    /// <summary>Notes the place right before the current item.</summary>
    public abstract void NoteBefore(WalkPlace place);

    /// <summary>Notes the place right behind the current item.</summary>
    public abstract void NoteBehind(WalkPlace place);

    public abstract ValueTask DisposeAsync();
}
