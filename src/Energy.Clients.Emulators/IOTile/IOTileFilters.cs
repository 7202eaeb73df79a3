using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Reads the filters of a list that may be wrong: numbers and times. All that is wrong is told at once.</summary>
internal sealed class IOTileFilters(IOTileCall call)
{
    private readonly JsonObject _errors = [];

    /// <summary>A time; null when none is asked for.</summary>
    internal Instant? Time(string name)
    {
        try
        {
            return IOTileTimes.Filter(call.Query(name), name, call.Zone);
        }
        catch (IOTileRefusal refusal)
        {
            _errors[name] = refusal.Reply.Json![name]!.DeepClone();
            return null;
        }
    }

    /// <summary>A number, cut to a whole one; null when none is asked for. One of the names that it goes by may stand for all in an error.</summary>
    internal decimal? Number(string name, string? calledAs = null) => Read(name, calledAs) is { } number ? decimal.Truncate(number) : null;

    /// <summary>How many rows are asked for, the newest; null when all are.</summary>
    internal decimal? LastN() => Read("lastn", null);

    private decimal? Read(string name, string? calledAs)
    {
        if (call.Filter(name)?.Trim() is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _errors[calledAs ?? name] = new JsonArray("Enter a number.");
        return null;
    }

    /// <summary>A filter that must be there.</summary>
    internal string Required(string name)
    {
        if (call.Filter(name) is { } text)
        {
            return text;
        }

        _errors[name] = new JsonArray("This field is required.");
        return "";
    }

    /// <exception cref="IOTileRefusal">Something was wrong.</exception>
    internal void Check()
    {
        if (_errors.Count > 0)
        {
            throw new IOTileRefusal(new IOTileReply(400, _errors));
        }
    }

    /// <summary>The newest rows of a list that is ordered by time; a fraction counts as one more.</summary>
    /// <exception cref="IOTileRefusal">That many cannot be asked for.</exception>
    internal static IEnumerable<T> Newest<T>(IEnumerable<T> byTime, decimal lastN) => lastN < 1 ? throw IOTileRefusal.List("lastn must be greater than 0")
        : lastN > 100_000 ? throw IOTileRefusal.List("lastn limit is 100000")
        : byTime.TakeLast((int)Math.Ceiling(lastN));
}
