namespace Energy.Clients.Authoring;

/// <summary>The converters of NodaTime's types, for members whose type an attribute cannot name.</summary>
internal static class NodaTimeJson
{
    private static readonly JsonConverter[] All =
    [
        new InstantJsonConverter(), new IntervalJsonConverter(), new DurationJsonConverter(), new LocalDateJsonConverter(),
        new LocalDateTimeJsonConverter(), new OffsetDateTimeJsonConverter(), new PeriodJsonConverter(), new DateIntervalJsonConverter(), new DateTimeZoneJsonConverter(),
    ];

    public static JsonConverter<T>? Find<T>() => All.OfType<JsonConverter<T>>().FirstOrDefault();
}
