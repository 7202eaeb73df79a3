namespace Energy.Clients.Authoring;

/// <summary>What a <see cref="Paged{T}"/> stands on: a query of a vendor (<see cref="PageSource{T}"/>), or an operator over other lists.</summary>
internal interface IWalkable<T>
{
    /// <summary>A hash of all that makes the result, the same in every process; tokens carry it.</summary>
    ulong Identity { get; }

    /// <summary>Refuses a token that is not of this list.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    void Check(PageToken token);

    /// <summary>How many requests it takes from a token on, where that can be told.</summary>
    ValueTask<long?> CountRequestsAsync(PageToken? from, CancellationToken cancellationToken);

    /// <summary>Starts a walk, at the beginning or at a token.</summary>
    Walk<T> NewWalk(PageToken? from, CancellationToken first, CancellationToken second);
}
