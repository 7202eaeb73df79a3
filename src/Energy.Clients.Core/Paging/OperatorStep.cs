namespace Energy.Clients.Authoring;

/// <summary>
/// The working part of an operator over one list: takes items, gives results. The walk around it (<see cref="DerivedWalk{TIn, TOut}"/>) asks the source, notes the places and
/// makes the tokens, so a step knows nothing of them but <see cref="Needed"/> and <see cref="State"/>.
/// </summary>
internal abstract class OperatorStep<TIn, TOut>
{
    /// <summary>What is needed again behind the last result; read after every <see cref="Accept"/> and <see cref="TryTake"/>.</summary>
    public Needed Needed { get; protected set; }

    /// <summary>Whether <see cref="Needed"/> is ever anything but <see cref="Needed.Nothing"/>. A step that never goes back spares its source the noting of a place before every
    /// item.</summary>
    public virtual bool GoesBack => true;

    /// <summary>Whether it gives one result an item and needs nothing again, so that the walk may use <see cref="Map"/> alone.</summary>
    public virtual bool MapsEach => false;

    /// <summary>Makes the result of an item.</summary>
    public virtual void Map(in TIn item, out TOut result) => throw new NotSupportedException();

    /// <summary>What a step made again has to know to yield exactly the remaining results, when it begins at the first item that is needed.</summary>
    public virtual OperatorState State => default;

    /// <summary>Whether there will be no further result whatever the source has.</summary>
    public virtual bool IsDone => false;

    /// <summary>Takes items in order, and stops behind one that makes a result ready or changes what is needed.</summary>
    /// <param name="items">At least one item; no result is ready.</param>
    /// <returns>How many were taken, at least 1.</returns>
    public abstract int Accept(ReadOnlySpan<TIn> items);

    /// <summary>The source is at its end.</summary>
    public virtual void Complete()
    {
    }

    /// <summary>Gives the next result, if one is ready.</summary>
    public abstract bool TryTake(out TOut result);
}
