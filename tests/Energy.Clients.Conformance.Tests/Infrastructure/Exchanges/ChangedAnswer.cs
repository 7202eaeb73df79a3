using System.Globalization;

namespace Energy.Clients.Conformance;

/// <summary>The answer of an exchange with one compared value changed: what the canary serves.</summary>
/// <param name="What">Which value, for messages.</param>
/// <param name="Response">The changed answer.</param>
public sealed record ChangedAnswer(string What, RecordedResponse Response)
{
    private const int Teapot = 418;
    private const int Misdirected = 421;

    /// <summary>
    /// One changed answer, taken at random: another leaf of the JSON body, else another text, else another status, whichever first is compared. Every one of them when
    /// <see cref="Canary.IsThorough"/>.
    /// </summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="random">Chooses the leaf.</param>
    /// <param name="isCompared">Whether what is expected of the exchange changes with its answer.</param>
    public static IEnumerable<ChangedAnswer> Of(RecordedExchange exchange, Random random, Func<RecordedResponse, bool> isCompared)
    {
        IEnumerable<ChangedAnswer> compared = All(exchange, random).Where(changed => isCompared(changed.Response));
        return Canary.IsThorough ? compared : compared.Take(1);
    }

    private static IEnumerable<ChangedAnswer> All(RecordedExchange exchange, Random random)
    {
        RecordedResponse response = exchange.Response;
        if (response.Body.Json is { } json)
        {
            foreach (string leaf in Canary.Shuffle(JsonCompare.Leaves(json), random))
            {
                yield return new ChangedAnswer($"'{leaf}'", response with { Body = RecordedBody.Of(Canary.MutateInKind(json, leaf)) });
            }
        }
        else if (response.Body.Text is { } text)
        {
            yield return new ChangedAnswer("its text", response with { Body = RecordedBody.Of(Canary.OtherText(text)) });
        }

        int other = response.Status == Teapot ? Misdirected : Teapot;
        yield return new ChangedAnswer(string.Create(CultureInfo.InvariantCulture, $"its status ({other})"), response with { Status = other });
    }
}
