namespace Energy.Clients;

/// <summary>Several series walked together, as rows.</summary>
/// <param name="series">The series.</param>
/// <param name="unlike">What becomes of readings longer than a row.</param>
/// <param name="ownValues">Whether rows keep their values when the walk goes on; else the next ones overwrite them, which is for operators that look at one row at a time.</param>
internal sealed class JoinSource(IReadOnlyList<ReadingSeries> series, UnlikeResolutions unlike, bool ownValues) : IWalkable<AlignedRow>
{
    private const char Separator = '|';

    public ulong Identity { get; } = series.Aggregate(StableHash.Of(Encoding.UTF8.GetBytes($"join {unlike}")), static (hash, s) => StableHash.Add(hash, s.Source.Identity));

    public IReadOnlyList<ReadingSeries> Series => series;

    public UnlikeResolutions Unlike => unlike;

    /// <summary>Whether rows keep their values when the walk goes on.</summary>
    public bool OwnValues => ownValues;

    public void Check(PageToken token)
    {
        var (_, places) = Read(token);
        foreach (var (place, one) in places.Zip(series))
        {
            if (place != PageToken.Nowhere)
            {
                one.Source.Check(PageToken.AtPlace(one.Source.Identity, place));
            }
        }
    }

    public async ValueTask<long?> CountRequestsAsync(PageToken? from, CancellationToken cancellationToken)
    {
        var places = from is null ? null : Read(from).Places;
        long? requests = 0;
        for (var i = 0; i < series.Count; i++)
        {
            requests += places is null ? await series[i].Source.CountRequestsAsync(series[i].From, cancellationToken).ConfigureAwait(false)
                : places[i] == PageToken.Nowhere ? 0
                : await series[i].Source.CountRequestsAsync(PageToken.AtPlace(series[i].Source.Identity, places[i]), cancellationToken).ConfigureAwait(false);
        }

        return requests;
    }

    public Walk<AlignedRow> NewWalk(PageToken? from, CancellationToken first, CancellationToken second)
    {
        if (from is null)
        {
            return new JoinWalk(this, [.. series.Select(s => s.NewWalk(second))], null);
        }

        var (at, places) = Read(from);
        return new JoinWalk(this, [.. series.Zip(places, (s, place) => s.NewWalk(place, second))], at);
    }

    public static string PlaceText(Instant? at, IEnumerable<WalkPlace> places)
    {
        var text = new StringBuilder("0.0.").Append(new OperatorState(at).ToText());
        foreach (var place in places)
        {
            var one = place.ToText();
            text.Append(Separator).Append(CultureInfo.InvariantCulture, $"{one.Length}").Append(Separator).Append(one);
        }

        return text.ToString();
    }

    private (Instant? At, IReadOnlyList<string> Places) Read(PageToken token)
    {
        if (token.Query != Identity)
        {
            throw new ArgumentException(
                "The token belongs to other series than these, or to another chain of operators. Give it to those it came from, in the same order, or start without a token.",
                nameof(token));
        }

        var text = token.Position;
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        if (end > 0 && OperatorState.TryParse(text[..end], out var state) && TryReadPlaces(text, end, out var places))
        {
            return (state.At, places);
        }

        throw new ArgumentException("The token does not hold a place of these series: it was changed, or an older version wrote it. Start without a token.", nameof(token));
    }

    private bool TryReadPlaces(string text, int at, out List<string> places)
    {
        places = [];
        while (at < text.Length)
        {
            var end = text.IndexOf(Separator, at + 1);
            if (end < 0 || !int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > text.Length - end - 1)
            {
                return false;
            }

            places.Add(text.Substring(end + 1, length));
            at = end + 1 + length;
        }

        return places.Count == series.Count;
    }
}
