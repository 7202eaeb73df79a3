using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.Stem;
using NodaTime;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

public sealed class StemReadVectorTests
{
    private static readonly Dictionary<string, IReadOnlyList<(string Start, string End, double? Kilowatts)>> NoRows = [];

    [VectorTheory("stem", "stream-windows.json"), VectorRows]
    public async Task Read_Range_AsksTheRecordedWindows(VectorCase row)
    {
        using var handler = new StemServerHandler(NoRows);
        using StemClient client = StemClients.Create(handler);
        Outcome ours = await Outcome.OfAsync(async () =>
        {
            Instant start = StemJson.Time(row["start"].GetString()!);
            Instant end = StemJson.Time(row["end"].GetString()!);

            var query = new StemStreamQuery { Range = new Interval(start, end), StreamStart = StemJson.Time(row["siteStart"].GetString()!) };
            await foreach (Reading _ in client.Streams.ReadAsync("any", StemStreamType.Monitor, query))
            {
                Assert.Fail("There is nothing to read.");
            }

            return new JsonArray([.. handler.Targets.Select(RequestTarget.ParseQuery).Select(asked => (JsonNode)new JsonArray(
                RequestTarget.Find(asked, "start_datetime"), RequestTarget.Find(asked, "end_datetime")))]);
        });
        VectorCheck.Verify(row, "stream-windows", ours, row.Theirs("windows"));
    }

    [VectorTheory("stem", "format-datetime.json"), VectorRows]
    public async Task Request_Time_IsWrittenAsRecorded(VectorCase row)
    {
        using var handler = new StemServerHandler(NoRows);
        using StemClient client = StemClients.Create(handler);
        Outcome ours = await Outcome.OfAsync(async () =>
        {
            // The public API takes instants: a text that does not name one (no offset, or not UTC) never becomes an argument.
            OffsetDateTime time = OffsetDateTimePattern.ExtendedIso.Parse(row["value"].GetString()!).Value;
            Instant start = time.Offset == Offset.Zero ? time.ToInstant() : throw new FormatException("not UTC");
            await client.Streams.GetAsync("any", StemStreamType.Monitor, new StemStreamQuery { Range = new Interval(start, start) });
            return RequestTarget.Find(RequestTarget.ParseQuery(handler.Targets[0]), "start_datetime");
        });
        VectorCheck.Verify(row, "format-datetime", ours, row.Theirs("result"));
    }

    [VectorTheory("stem", "meter-type.json"), VectorRows]
    public void DerivedStream_Text_IsReadAsRecorded(VectorCase row) => VectorCheck.Verify(
        row,
        "meter-type",
        Outcome.Of(() => StemDerivedStreams.Parse(row["text"].GetString()!) switch
        {
            StemDerivedStream.Charge => "CHARGE",
            StemDerivedStream.Discharge => "DISCHARGE",
            _ => "SYNTHETIC_BUILDING_LOAD",
        }),
        row.Theirs("type"));

    [VectorTheory("stem", "scraper.json"), VectorRows]
    public async Task ReadDays_WholeRun_GivesTheRecordedDays(VectorCase row)
    {
        using var handler = new StemServerHandler(new Dictionary<string, IReadOnlyList<(string, string, double?)>>
        {
            ["MONITOR"] = Rows(row["monitor"]),
            ["CONVERTER"] = Rows(row["converter"]),
        });
        using StemClient client = StemClients.Create(handler);
        (LocalDate first, LocalDate last) = StemRightDays.Range(row.Json);
        Outcome ours = await Outcome.OfAsync(async () =>
        {
            Timeline timeline = await client.Streams.ReadDerivedDaysAsync("any", StemDerivedStreams.Parse(row["meterType"].GetString()!), new StemDaysQuery
            {
                Days = new DateInterval(first, last),
                Shape = TimelineShape.FixedSlots,
                StreamStart = StemJson.Time(row["siteStart"].GetString()!),
            });
            return StemDays.Project(timeline.Days());
        });
        VectorCheck.Verify(row, "scraper", ours, row.Theirs("days"));
    }

    private static IReadOnlyList<(string Start, string End, double? Kilowatts)> Rows(JsonElement rows) =>
    [
        .. rows.EnumerateArray().Select(row =>
            (row[0].GetString()!, row[1].GetString()!, row[2].ValueKind == JsonValueKind.Null ? (double?)null : row[2].GetDouble())),
    ];
}
