using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Energy.Clients.Tests.Json;

/// <summary>What each converter reads, what it writes, and what it refuses: the JSON stands here as the vendors send it.</summary>
public class ConverterTests
{
    private static readonly DateTimeZone Amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
    private static readonly Instant January = Instant.FromUtc(2026, 1, 31, 0, 0);
    private static readonly Instant February = Instant.FromUtc(2026, 2, 1, 0, 0);
    private static readonly OffsetDateTime Midnight = new LocalDateTime(2026, 1, 31, 23, 59, 59).WithOffset(Offset.FromHours(1));

    public static TheoryData<JsonConverter, string, object> Read => new()
    {
        { new DateIntervalJsonConverter(), "\"2026-01-31/2026-02-01\"", new DateInterval(new LocalDate(2026, 1, 31), new LocalDate(2026, 2, 1)) },
        { new DateIntervalJsonConverter(), "\"2026-01-31/2026-01-31\"", new DateInterval(new LocalDate(2026, 1, 31), new LocalDate(2026, 1, 31)) },
        { new DateTimeZoneJsonConverter(), "\"Europe/Amsterdam\"", Amsterdam },
        { new DurationJsonConverter(), "\"PT15M\"", Duration.FromMinutes(15) },
        { new DurationJsonConverter(), "\"P1D\"", Duration.FromDays(1) },
        { new InstantJsonConverter(), "\"2026-01-31T23:59:59Z\"", Instant.FromUtc(2026, 1, 31, 23, 59, 59) },
        { new InstantJsonConverter(), "\"2026-01-31T23:59:59\\u005a\"", Instant.FromUtc(2026, 1, 31, 23, 59, 59) },
        { new InstantJsonConverter(), "\"2026-01-31T23:59:59+01:00\"", Instant.FromUtc(2026, 1, 31, 22, 59, 59) },
        { new IntervalJsonConverter(), "\"2026-01-31T00:00:00Z/2026-02-01T00:00:00.5Z\"", new Interval(January, February + Duration.FromMilliseconds(500)) },
        { new IntervalJsonConverter(), "\"2026-01-31T00:00:00Z/2026-01-31T00:00:00Z\"", new Interval(January, January) },
        { new IntervalJsonConverter(), "\"2026-01-31T00:00:00Z/\"", new Interval(January, null) },
        { new IntervalJsonConverter(), "\"/2026-02-01T00:00:00Z\"", new Interval(null, February) },
        { new IntervalJsonConverter(), "\"/\"", new Interval(null, null) },
        { new LocalDateJsonConverter(), "\"2026-01-31\"", new LocalDate(2026, 1, 31) },
        { new LocalDateTimeJsonConverter(), "\"2026-01-31T23:59:59\"", new LocalDateTime(2026, 1, 31, 23, 59, 59) },
        { new LenientInt64JsonConverter(), "3", 3L },
        { new LenientInt64JsonConverter(), "-3.0", -3L },
        { new LenientInt64JsonConverter(), "3e2", 300L },
        { new LenientInt64JsonConverter(), "\"12\"", 12L },
        { new LenientInt64JsonConverter(), "9007199254740991.0", 9007199254740991L },
        { new LenientInt64JsonConverter(), "9223372036854775807", long.MaxValue },
        { new OffsetDateTimeJsonConverter(), "\"2026-01-31T23:59:59+01:00\"", Midnight },
        { new OffsetDateTimeJsonConverter(), "\"2026-01-31T23:59:59.25\\u002b01:00\"", Midnight.PlusMilliseconds(250) },
        { new OffsetDateTimeJsonConverter(), "\"2026-01-31T23:59:59Z\"", new LocalDateTime(2026, 1, 31, 23, 59, 59).WithOffset(Offset.Zero) },
        { new PeriodJsonConverter(), "\"P1M\"", Period.FromMonths(1) },
        { new PeriodJsonConverter(), "\"P1Y2W3DT4H\"", new PeriodBuilder { Years = 1, Weeks = 2, Days = 3, Hours = 4 }.Build() },
        { new PeriodJsonConverter(), "\"PT90M\"", Period.FromMinutes(90) },
        { new TimeStepJsonConverter(), "\"R/1970-01-01T00:00:00Z/PT15M\"", TimeStep.Of(Duration.FromMinutes(15)) },
        { new TimeStepJsonConverter(), "\"R/2024-03-01T00:05:00Z/PT1H\"", TimeStep.Of(Duration.FromHours(1), Instant.FromUtc(2024, 3, 1, 0, 5)) },
        { new TimeStepJsonConverter(), "\"R/2024-03-01T00:00:00[Europe/Amsterdam]/P1M\"", TimeStep.Of(Period.FromMonths(1), Amsterdam, new LocalDateTime(2024, 3, 1, 0, 0)) },
        { new Letters(), "\"a\"", new Letter('a') },
        { new Letters(), "null", default(Letter) },
    };

    public static TheoryData<JsonConverter, string> Refused => new()
    {
        { new DateIntervalJsonConverter(), "20260131" },
        { new DateIntervalJsonConverter(), "\"2026-01-31\"" },
        { new DateIntervalJsonConverter(), "\"2026-01-31/\"" },
        { new DateIntervalJsonConverter(), "\"/2026-01-31\"" },
        { new DateIntervalJsonConverter(), "\"2026-02-01/2026-01-31\"" },
        { new DateIntervalJsonConverter(), "\"2026-01-31/2026-02-01/2026-02-02\"" },
        { new DateTimeZoneJsonConverter(), "1" },
        { new DateTimeZoneJsonConverter(), "\"Europe/Nowhere\"" },
        { new IntervalJsonConverter(), "20260131" },
        { new IntervalJsonConverter(), "null" },
        { new IntervalJsonConverter(), "\"\"" },
        { new IntervalJsonConverter(), "\"2026-01-31T00:00:00Z\"" },
        { new IntervalJsonConverter(), "\"2026-01-31/2026-02-01T00:00:00Z\"" },
        { new IntervalJsonConverter(), "\"2026-01-31T00:00:00Z/2026-02-01\"" },
        { new IntervalJsonConverter(), "\"2026-02-01T00:00:00Z/2026-01-31T00:00:00Z\"" },
        { new IntervalJsonConverter(), "\"2026-01-31T00:00:00Z//2026-02-01T00:00:00Z\"" },
        { new OffsetDateTimeJsonConverter(), "20260131" },
        { new OffsetDateTimeJsonConverter(), "null" },
        { new OffsetDateTimeJsonConverter(), "\"2026-01-31T23:59:59\"" },
        { new OffsetDateTimeJsonConverter(), "\"2026-02-30T23:59:59+01:00\"" },
        { new PeriodJsonConverter(), "1" },
        { new PeriodJsonConverter(), "\"1M\"" },
        { new DurationJsonConverter(), "15" },
        { new DurationJsonConverter(), "\"P1M\"" },
        { new DurationJsonConverter(), "\"soon\"" },
        { new InstantJsonConverter(), "15" },
        { new InstantJsonConverter(), "\"2026-01-31\"" },
        { new LocalDateJsonConverter(), "20260131" },
        { new LocalDateJsonConverter(), "\"2026-02-30\"" },
        { new LocalDateTimeJsonConverter(), "20260131" },
        { new LocalDateTimeJsonConverter(), "\"2026-01-31\"" },
        { new LenientInt64JsonConverter(), "3.5" },
        { new LenientInt64JsonConverter(), "9007199254740992.0" },
        { new LenientInt64JsonConverter(), "\"12a\"" },
        { new LenientInt64JsonConverter(), "\"1\\u0032\"" },
        { new LenientInt64JsonConverter(), "\"\"" },
        { new LenientInt64JsonConverter(), "true" },
        { new TimeStepJsonConverter(), "15" },
        { new TimeStepJsonConverter(), "\"PT15M\"" },
        { new TimeStepJsonConverter(), "\"R/PT15M\"" },
        { new TimeStepJsonConverter(), "\"R//PT15M\"" },
        { new TimeStepJsonConverter(), "\"X/1970-01-01T00:00:00Z/PT15M\"" },
        { new TimeStepJsonConverter(), "\"R/1970-01-01T00:00:00Z/P1M\"" },
        { new TimeStepJsonConverter(), "\"R/noon/PT15M\"" },
        { new TimeStepJsonConverter(), "\"R/2024-03-01T00:00:00[Europe/Nowhere]/P1D\"" },
        { new TimeStepJsonConverter(), "\"R/2024-03-01T00:00:00[Europe/Amsterdam/P1D\"" },
        { new TimeStepJsonConverter(), "\"R/2024-03-01T00:00:00[Europe/Amsterdam]x/P1D\"" },
        { new TimeStepJsonConverter(), "\"R/[Europe/Amsterdam]/P1D\"" },
        { new TimeStepJsonConverter(), "\"R/2024-03-01T00:00:00[Europe/Amsterdam]/1D\"" },
        { new Letters(), "7" },
        { new Letters(), "\"ab\"" },
    };

    [Theory]
    [MemberData(nameof(Read))]
    public void Value_AsItIsSent_IsRead(JsonConverter converter, string json, object expected) => Assert.Equal(expected, Deserialize(converter, json, expected.GetType()));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Value_OfAnotherForm_IsRefused(JsonConverter converter, string json) =>
        Assert.Throws<JsonException>(() => Deserialize(converter, json, converter.Type!));

    [Fact]
    public void Refusal_OfADuration_ShowsWhatWasFound()
    {
        static string Message(string json) => Assert.Throws<JsonException>(() => Deserialize(new DurationJsonConverter(), json, typeof(Duration))).Message;

        Assert.Contains("found 'soon'.", Message("\"soon\""), StringComparison.Ordinal);
        Assert.Contains("found Number.", Message("15"), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_AreWrittenInTheirForm()
    {
        Assert.Equal("\"PT15M\"", Write(new DurationJsonConverter(), Duration.FromMinutes(15)));
        Assert.Equal("\"2026-01-31T23:59:59Z\"", Write(new InstantJsonConverter(), Instant.FromUtc(2026, 1, 31, 23, 59, 59)));
        Assert.Equal("\"2026-01-31T00:00:00Z/2026-02-01T00:00:00Z\"", Write(new IntervalJsonConverter(), new Interval(January, February)));
        Assert.Equal("\"/2026-02-01T00:00:00Z\"", Write(new IntervalJsonConverter(), new Interval(null, February)));
        Assert.Equal("\"2026-01-31T00:00:00Z/\"", Write(new IntervalJsonConverter(), new Interval(January, null)));
        Assert.Equal("\"2026-01-31/2026-02-01\"", Write(new DateIntervalJsonConverter(), new DateInterval(new LocalDate(2026, 1, 31), new LocalDate(2026, 2, 1))));
        Assert.Equal("\"Europe/Amsterdam\"", Write(new DateTimeZoneJsonConverter(), Amsterdam));
        Assert.Equal("\"P1M\"", Write(new PeriodJsonConverter(), Period.FromMonths(1)));
        Assert.Equal("\"2026-01-31T23:59:59+01:00\"", Write(new OffsetDateTimeJsonConverter(), Midnight));
        Assert.Equal("\"2026-01-31\"", Write(new LocalDateJsonConverter(), new LocalDate(2026, 1, 31)));
        Assert.Equal("\"2026-01-31T23:59:59\"", Write(new LocalDateTimeJsonConverter(), new LocalDateTime(2026, 1, 31, 23, 59, 59)));
        Assert.Equal("12", Write(new LenientInt64JsonConverter(), 12));
        Assert.Equal("\"R/1970-01-01T00:00:00Z/PT15M\"", Write(new TimeStepJsonConverter(), TimeStep.Of(Duration.FromMinutes(15))));
        Assert.Equal("\"R/2024-03-01T00:00:00[Europe/Amsterdam]/P1M\"",
            Write(new TimeStepJsonConverter(), TimeStep.Of(Period.FromMonths(1), Amsterdam, new LocalDateTime(2024, 3, 1, 0, 0))));
        Assert.Equal("\"a\"", Write(new Letters(), new Letter('a')));
        Assert.Equal("null", Write(new Letters(), default));
    }

    [Fact]
    public void Dates_OfAnotherCalendar_AreWrittenAsTheSameDaysOfIso()
    {
        var (first, last) = (new LocalDate(2026, 1, 18, CalendarSystem.Julian), new LocalDate(2026, 1, 19, CalendarSystem.Julian));

        // The Julian calendar is 13 days behind in this century.
        Assert.Equal("\"2026-01-31/2026-02-01\"", Write(new DateIntervalJsonConverter(), new DateInterval(first, last)));
        Assert.Equal("\"2026-01-31T23:59:59+01:00\"", Write(new OffsetDateTimeJsonConverter(), Midnight.WithCalendar(CalendarSystem.Julian)));
        Assert.Equal("\"2026-01-31\"", Write(new LocalDateJsonConverter(), first));
        Assert.Equal("\"2026-01-31T23:59:59\"", Write(new LocalDateTimeJsonConverter(), first.At(new LocalTime(23, 59, 59))));
    }

    [Fact]
    public void Intervals_AreAnArrayOfTexts()
    {
        var converter = new IntervalsJsonConverter();
        Interval[] two = [new(Instant.FromUtc(2026, 1, 31, 0, 0), Instant.FromUtc(2026, 2, 1, 0, 0)), new(Instant.FromUtc(2026, 3, 1, 0, 0), null)];
        const string Json = "[\"2026-01-31T00:00:00Z/2026-02-01T00:00:00Z\",\"2026-03-01T00:00:00Z/\"]";

        Assert.Equal(Json, Write<IReadOnlyList<Interval>>(converter, two));
        Assert.Equal(two, (IReadOnlyList<Interval>)Deserialize(converter, Json, typeof(IReadOnlyList<Interval>))!);
        Assert.Empty((IReadOnlyList<Interval>)Deserialize(converter, "[]", typeof(IReadOnlyList<Interval>))!);
        Assert.Throws<JsonException>(() => Deserialize(converter, "\"2026-01-31T00:00:00Z/2026-02-01T00:00:00Z\"", typeof(IReadOnlyList<Interval>)));
    }

    [Fact]
    public void Optional_IsItsValue_AndAListItsItems()
    {
        var update = JsonSerializer.Deserialize<Update>("""{"a":3,"b":null,"c":[1,2],"d":"PT15M"}""")!;

        Assert.Equal((new Optional<int>(3), new Optional<string?>(null), new Optional<Duration>(Duration.FromMinutes(15))), (update.A, update.B, update.D));
        Assert.Equal([1, 2], ((Optional<IReadOnlyList<int>>)update.C).Value);
        Assert.False(update.E.IsSet);
        Assert.Equal("""{"a":3,"b":null,"c":[1,2],"d":"PT15M"}""", JsonSerializer.Serialize(update));
        var converter = new OptionalJsonConverter();
        Assert.True(converter.CanConvert(typeof(Optional<int>)) && converter.CanConvert(typeof(OptionalList<int>)));
        Assert.False(converter.CanConvert(typeof(int)) || converter.CanConvert(typeof(List<int>)));
    }

    [Fact]
    public void Null_IsRefusedAtTheCallByItsName()
    {
        Assert.Throws<ArgumentNullException>("writer", () => new DurationJsonConverter().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new InstantJsonConverter().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new IntervalJsonConverter().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new OffsetDateTimeJsonConverter().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new PeriodJsonConverter().Write(null!, Period.Zero, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new DateTimeZoneJsonConverter().Write(null!, Amsterdam, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new DateIntervalJsonConverter().Write(null!, new DateInterval(default, default), JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new LocalDateJsonConverter().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new LocalDateTimeJsonConverter().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new LenientInt64JsonConverter().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new TimeStepJsonConverter().Write(null!, TimeStep.Of(Duration.FromHours(1)), JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new IntervalsJsonConverter().Write(null!, [], JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("writer", () => new Letters().Write(null!, default, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("typeToConvert", () => new OptionalJsonConverter().CanConvert(null!));
        Assert.Throws<ArgumentNullException>("typeToConvert", () => new OptionalJsonConverter().CreateConverter(null!, JsonSerializerOptions.Default));
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        Assert.Throws<ArgumentNullException>("value", () => new PeriodJsonConverter().Write(writer, null!, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("value", () => new DateTimeZoneJsonConverter().Write(writer, null!, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("value", () => new DateIntervalJsonConverter().Write(writer, null!, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("value", () => new TimeStepJsonConverter().Write(writer, null!, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("value", () => new IntervalsJsonConverter().Write(writer, null!, JsonSerializerOptions.Default));
    }

    private static JsonSerializerOptions With(JsonConverter converter) => new() { Converters = { converter } };

    private static object? Deserialize(JsonConverter converter, string json, Type type) => JsonSerializer.Deserialize(json, type, With(converter));

    private static string Write<T>(JsonConverter<T> converter, T value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            converter.Write(writer, value, JsonSerializerOptions.Default);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private readonly record struct Letter(char? Value);

    private sealed class Letters() : WordJsonConverter<Letter>(
        static word => word.Length == 1 ? new Letter(word[0]) : throw new FormatException("One letter."), static letter => letter.Value?.ToString());

    private sealed record Update
    {
        [JsonPropertyName("a")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<int> A { get; init; }

        [JsonPropertyName("b")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<string?> B { get; init; }

        [JsonPropertyName("c")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public OptionalList<int> C { get; init; }

        [JsonPropertyName("d")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<Duration> D { get; init; }

        [JsonPropertyName("e")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<int> E { get; init; }
    }
}
