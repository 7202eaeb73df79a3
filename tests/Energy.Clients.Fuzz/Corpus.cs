using System.Reflection;
using System.Text;
using System.Text.Json;
using Energy.Clients.Emulators;
using Energy.Clients.IOTile;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.Fuzz;

/// <summary>The inputs that fuzzing begins with: texts that are well formed, answers of the emulators to every list and read, files of the formats.</summary>
internal static class Corpus
{
    private const int LongestSeed = 1_500;

    // What operations once failed on: told by name, for their numbers move.
    private static readonly (string Vendor, string Operation, string Name, string Body)[] Findings =
    [
        ("FlexMeasures", "Schedules.PlanAsync", "plan-without-an-id", """{"job":" ","status":"PROCESSED"}"""),
        ("FlexMeasures", "Schedules.ReadAsync", "plan-without-values", """{"status":"PROCESSED","values":[],"start":"2026-01-01T00:00:00+00:00","duration":"PT1H"}"""),
        ("Stem", "Sites.FindAsync", "client-without-an-id", """{"clients":[{"id":"","name":"a","link":"/c"}],"total":1,"page":"1"}"""),
    ];

    private static readonly string Project = typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!;

    /// <summary>The committed seeds of a target.</summary>
    public static IEnumerable<string> Seeds(string target) => FilesIn("Seeds", target);

    /// <summary>Inputs that a target once failed on.</summary>
    public static IEnumerable<string> Regressions(string target) => FilesIn("Regressions", target);

    /// <summary>Writes the seeds again where they are committed.</summary>
    public static async Task WriteAsync(TextWriter output)
    {
        foreach (var target in FuzzTarget.All)
        {
            var folder = Path.Combine(Project, "Seeds", target.Name);
            Directory.CreateDirectory(folder);
            foreach (var old in Directory.GetFiles(folder))
            {
                File.Delete(old);
            }
        }

        foreach (var (index, (type, text)) in Texts().Index())
        {
            Write("texts", $"{index:00}-{type}", [TextFuzz.IndexOf(type), .. Encoding.UTF8.GetBytes(text)]);
        }

        var report = new IOTileReport
        {
            Device = DeviceSlug.Parse(Site.Device),
            ReportId = 4_000_000_100,
            SentTimestamp = 7,
            Readings = [new(0x5001, 71, 5, 6), new(0x5002, 72, 6, uint.MaxValue)]
        };
        Write("report", "two", report.ToBytes());
        Write("report", "none", (report with { Readings = [] }).ToBytes());
        var objects =
            new IOTileObjectReport
            {
                Device = DeviceSlug.Parse(Site.Device),
                DeviceSentTimestamp = 7,
                IncrementalId = 8,
                Data = [new() { Stream = 0x5001, StreamerLocalId = 9, Value = 6 }]
            };
        Write("objectreport", "one", objects.ToJson());
        Write("messagepack", "one", objects.ToMessagePack());
        Write("pmscsv", "one",
            Encoding.UTF8.GetBytes(
                SundayaPmsCsv.Write([Overrides.OfType(typeof(SundayaPmsDataset)) as SundayaPmsDataset ?? throw new InvalidOperationException("There is no data set to write.")])));
        foreach (var (index, place) in new[] { "", "0", "1", "2", "2024-06-14T00:00:00Z", "17186688000000000", "7/3", "1:2", "-1", "9223372036854775807" }.Index())
        {
            Write("tokens", $"{index:00}", [(byte)(index * 7), 0, .. Encoding.UTF8.GetBytes(place)]);
        }

        foreach (var (vendor, speaksMessages) in new[] { ("Stem", false), ("Sundaya", false), ("FlexMeasures", false), ("FlexMeasures", true), ("OpenCec", false),
            ("IOTile", false) })
        {
            await WriteAnswersAsync(vendor, speaksMessages);
        }

        foreach (var (vendor, operation, name, body) in Findings)
        {
            Directory.CreateDirectory(Path.Combine(Project, "Regressions", vendor));
            File.WriteAllBytes(Path.Combine(Project, "Regressions", vendor, name), AnswerFuzz.Input(Vendor.Of(vendor), operation, 0, Encoding.UTF8.GetBytes(body)));
        }

        foreach (var target in FuzzTarget.All)
        {
            output.WriteLine($"{target}: {Seeds(target.Name).Count()} seeds");
        }
    }

    // One short answer a read, and the vendor's own errors.
    private static async Task WriteAnswersAsync(string name, bool speaksMessages)
    {
        var vendor = Vendor.Of(name);
        var clock = new ManualTimeProvider(Site.Now) { AutoAdvance = true };
        await using var site = await Site.StartAsync(name, speaksMessages, clock);
        foreach (var read in Read.All.Where(r => r.Vendor == name && r.IsOfMessages == speaksMessages))
        {
            var heard = new Recorder();
            using var client = site.Client(site.Address, heard, clock);
            await read.Walk(client, site, null, CancellationToken.None).Take(1).CountAsync();
            var operation = read.Name[(name.Length + 1)..];
            Write(name, operation.Replace("()", "", StringComparison.Ordinal),
                AnswerFuzz.Input(vendor, operation, 0, heard.Last.AsSpan(0, Math.Min(LongestSeed, heard.Last.Length))));
        }

        foreach (var (status, body) in vendor.Errors)
        {
            Write(name, $"error-{status}", AnswerFuzz.Input(vendor, Read.All.First(r => r.Vendor == name).Name[(name.Length + 1)..], 1, Encoding.UTF8.GetBytes(body)));
        }
    }

    private static IEnumerable<(string Type, string Text)> Texts() =>
    [
        ("AliasSlug", "a--0001-0002-0003-0004"), ("BlockSlug", "b--0001-0000-0000-0007"), ("Checkpoint", "x"), ("DeviceSlug", Site.Device),
        ("EntityAddress", "ea1.2021-02.io.flexmeasures:fm1.7"),
        ("EntityAddress", "ea1.2021-02.io.flexmeasures.company:30:73:1:soc"), ("EnergyPeriod", "20260101T0000/hour/2"), ("EpochText", "20260101T0000"),
        ("FilterSlug", "f--0007--5001"), ("FleetSlug", "g--0000-0000-0007"),
        ("FlexMeasuresHorizon", "R3/PT1H"), ("FlexMeasuresQuantity", "3 * 230V * 16A"), ("IsoDuration", "P1Y2M3W4DT5H6M7.5S"), ("IsoDuration", "-PT15M"), ("Mdo", "1/10+-5"),
        ("PageToken", "ec1.0123456789abcdef.3.ab.MQ"),
        ("PeriodKind", "hour"), ("ProjectSlug", "p--0000-0007"), ("ScriptSlug", "z--0001"), ("SeriesUri", "sundaya:/sites/999/harvest?period=hour"),
        ("SeriesUri", "stem+north:/sites/a%20b/MONITOR"), ("StreamSlug", "s--0000-0001--0000-0000-0000-0001--5001"),
        ("StreamerSlug", "t--0000-0000-0000-0007--0001"), ("Unit", "cEUR/kWh"), ("Unit", "m³/h"), ("Unit", "°C"), ("VariableSlug", "v--0000-0007--5001"),
        ("SundayaFlow", "harvest"), ("StemDerivedStreams", "CHARGE"),
    ];

    private static void Write(string target, string name, byte[] input) => File.WriteAllBytes(Path.Combine(Project, "Seeds", target, name), input);

    private static IEnumerable<string> FilesIn(string folder, string target) =>
        Path.Combine(Project, folder, target) is var path && Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : [];

    /// <summary>Keeps the body of the last answer.</summary>
    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        public byte[] Last { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            Last = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response;
        }
    }
}
