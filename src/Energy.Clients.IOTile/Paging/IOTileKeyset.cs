namespace Energy.Clients.IOTile;

/// <summary>The member by which a read goes on: rows come in its order, and asking from its last value on finds the same place however many rows came or went before it.</summary>
/// <param name="Parameter">The query argument that takes the least value.</param>
/// <param name="Key">The member of a row.</param>
/// <param name="Text">Its text in the argument.</param>
/// <param name="Identity">Tells rows of one value apart.</param>
/// <param name="LastNAfterwards">What <c>lastn</c> is sent with after the first page of the newest rows; null sends none.</param>
internal sealed record IOTileKeyset<T>(string Parameter, Func<T, long> Key, Func<long, string> Text, Func<T, ulong> Identity, long? LastNAfterwards = null)
{
    /// <summary>By time. Times come cut to whole seconds, so a page goes on from the whole second, but never before the caller's own start.</summary>
    public static IOTileKeyset<T> ByTime(Func<T, Instant> time, Func<T, ulong> identity, Instant? start, long? lastNAfterwards = null) => new(
        "start",
        row => time(row).ToUnixTimeSeconds(),
        seconds => IOTileValues.Time(Instant.FromUnixTimeSeconds(seconds) is var from && start > from ? start : from)!,
        identity,
        lastNAfterwards);
}
