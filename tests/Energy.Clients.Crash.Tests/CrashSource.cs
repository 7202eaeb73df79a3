using NodaTime;

namespace Energy.Clients.Crash.Tests;

/// <summary>Readings that every process makes alike: quarter hours with gaps, missing values, and numbers of all digits.</summary>
internal static class CrashSource
{
    public const string Name = "crash:/power";

    private static readonly Instant First = Instant.FromUtc(2023, 1, 1, 0, 0);
    private static readonly Duration Step = Duration.FromMinutes(15);

    public static SeriesInfo Info { get; } = new()
    {
        Identity = Name,
        Unit = Unit.Kilowatt,
        Kind = SeriesKind.AveragePower,
        Resolution = Step,
        Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"],
    };

    /// <summary>The readings.</summary>
    /// <param name="count">How many.</param>
    /// <param name="version">Whose: another version has other values.</param>
    public static Reading[] Readings(int count, int version) => [.. Enumerable.Range(0, count).Select(i => ReadingAt(i, version))];

    private static Reading ReadingAt(int i, int version)
    {
        var start = First + (Step * (i + (i / 1000)));
        return new Reading(start, start + Step, i % 97 == 13 ? null : Math.Sqrt(i) + (version * 1000));
    }
}
