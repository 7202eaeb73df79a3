namespace Energy.Clients.IOTile;

/// <summary>Values as the server takes them, and their checks before anything is sent.</summary>
internal static class IOTileValues
{
    /// <summary>The one form of time that every endpoint reads the same way: UTC with Z, at most microseconds. A finer time is cut to the microsecond before it, as the server cuts
    /// it; of two ranges that meet in such a time the second has the rows of that microsecond.</summary>
    public static string? Time(Instant? instant) => instant is { } value ? InstantText.Format(value - BehindTheMicrosecond(value)) : null;

    public static QueryArguments Set(this QueryArguments query, string name, Instant? value) => query.Set(name, Time(value));

    /// <summary>Sends <c>1</c> where it is set, and nothing otherwise.</summary>
    public static QueryArguments SetFlag(this QueryArguments query, string name, bool isSet) => query.Set(name, isSet ? "1" : null);

    public static QueryArguments Set(this QueryArguments query, string name, bool? value) => query.Set(name, value is { } truth ? (truth ? "true" : "false") : null);

    public static Utf8JsonWriter Add(this Utf8JsonWriter json, string name, Instant? value) => json.Add(name, Time(value));

    /// <summary>Degrees with six decimals as text, the one form that the server takes without a question of digits.</summary>
    public static Utf8JsonWriter AddDegrees(this Utf8JsonWriter json, string name, Optional<decimal?> value) => json.Add(name, value, (writer, degrees) => writer.WriteStringValue(
        degrees is >= -180 and <= 180
            ? degrees.Value.ToString("0.000000", CultureInfo.InvariantCulture)
            : throw new ArgumentException($"{name} is {degrees}. Degrees go from -180 to 180.")));

    public static Instant? StartOf(Interval? range) => range is { HasStart: true } from ? from.Start : null;

    public static Instant? EndOf(Interval? range) => range is { HasEnd: true } until ? until.End : null;

    public static QueryArguments SetRange(this QueryArguments query, Interval? range) => query.Set("start", StartOf(range)).Set("end", EndOf(range));

    /// <summary>Adds the ends of a window, of which the server wants one at least.</summary>
    public static Utf8JsonWriter AddWindow(this Utf8JsonWriter json, Interval window) => window.HasStart || window.HasEnd
        ? json.Add("start", StartOf(window)).Add("end", EndOf(window))
        : throw new ArgumentException("The window has neither a start nor an end. Give at least one.");

    public static void CheckLastN(int? lastN, int max = int.MaxValue)
    {
        if (lastN is < 1 || lastN > max)
        {
            throw new ArgumentException($"LastN is {lastN}. Set it from 1{(max == int.MaxValue ? "" : $" to {max}")}, or leave it out.");
        }
    }

    public static void CheckPageSize(int? pageSize)
    {
        if (pageSize is < 1)
        {
            throw new ArgumentException($"PageSize is {pageSize}. Set it to 1 or more, or leave it out.");
        }
    }

    private static Duration BehindTheMicrosecond(Instant instant) => Duration.FromNanoseconds(instant.ToUnixTimeSecondsAndNanoseconds().nanoseconds % 1_000);
}
