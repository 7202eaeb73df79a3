namespace Energy.Clients.Authoring;

/// <summary>An operator over one list: the list, what is done with it, and what makes that the same operator again.</summary>
/// <param name="source">The list.</param>
/// <param name="query">The operator and its arguments in canonical text; hashed into tokens together with the source's own query, so that a token of another chain is
/// refused.</param>
/// <param name="newStep">Makes the working part, from the state of a token or at the beginning.</param>
internal sealed class DerivedSource<TIn, TOut>(Paged<TIn> source, string query, Func<OperatorState?, OperatorStep<TIn, TOut>> newStep) : IWalkable<TOut>
{
    private const char Separator = '|';

    public ulong Identity { get; } = StableHash.Add(source.Source.Identity, StableHash.Of(Encoding.UTF8.GetBytes(query)));

    public void Check(PageToken token)
    {
        var (_, place) = Read(token);
        if (place != PageToken.Nowhere)
        {
            source.Source.Check(PageToken.AtPlace(source.Source.Identity, place));
        }
    }

    public ValueTask<long?> CountRequestsAsync(PageToken? from, CancellationToken cancellationToken)
    {
        if (from is null)
        {
            return source.Source.CountRequestsAsync(source.From, cancellationToken);
        }

        var (_, place) = Read(from);
        return place == PageToken.Nowhere ? new ValueTask<long?>(0) : source.Source.CountRequestsAsync(PageToken.AtPlace(source.Source.Identity, place), cancellationToken);
    }

    public Walk<TOut> NewWalk(PageToken? from, CancellationToken first, CancellationToken second)
    {
        if (from is null)
        {
            return new DerivedWalk<TIn, TOut>(this, source.NewWalk(second), newStep(null));
        }

        var (state, place) = Read(from);
        return new DerivedWalk<TIn, TOut>(this, source.NewWalk(place, second), newStep(state));
    }

    public static string PlaceText(OperatorState state, WalkPlace ofSource) => $"0.0.{state.ToText()}{Separator}{ofSource.ToText()}";

    private (OperatorState State, string Place) Read(PageToken token)
    {
        if (token.Query != Identity)
        {
            throw new ArgumentException(
                "The token belongs to another query or to another chain of operators than this one. Give it to the chain it came from, with the same arguments, or start without "
                    + "a token.", nameof(token));
        }

        var end = token.Position.IndexOf(Separator, StringComparison.Ordinal);
        return end > 0 && OperatorState.TryParse(token.Position[..end], out var state)
            ? (state, token.Position[(end + 1)..])
            : throw new ArgumentException("The token does not hold a place of this chain of operators: it was changed, or an older version wrote it. Start without a token.",
                nameof(token));
    }
}
