using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Values as the server takes them, and their checks before anything is sent.</summary>
internal static class IOTileValues
{
    /// <summary>The one form of time that every endpoint reads the same way: UTC with Z, at most microseconds.</summary>
    public static string? Time(Instant? instant) =>
        instant is { } value ? InstantText.Format(Instant.FromUnixTimeTicks(value.ToUnixTimeTicks() / 10 * 10)) : null;

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

    public static void CheckRange(Instant? start, Instant? end, int? lastN, int most = int.MaxValue)
    {
        if (start is { } s && end is { } e && e < s)
        {
            throw new ArgumentException($"The range ends ({e}) before it starts ({s}). Swap the two.");
        }

        if (lastN is < 1 || lastN > most)
        {
            throw new ArgumentException($"LastN is {lastN}. Set it from 1{(most == int.MaxValue ? "" : $" to {most}")}, or leave it out.");
        }
    }

    public static void CheckWindow(Instant? start, Instant? end)
    {
        if (start is null && end is null)
        {
            throw new ArgumentException("Neither start nor end is given. Give at least one.");
        }

        CheckRange(start, end, null);
    }

    public static void CheckPageSize(int? pageSize)
    {
        if (pageSize is < 1)
        {
            throw new ArgumentException($"PageSize is {pageSize}. Set it to 1 or more, or leave it out.");
        }
    }
}
