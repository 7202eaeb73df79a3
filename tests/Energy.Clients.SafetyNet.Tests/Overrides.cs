using System.Text.Json;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>The arguments that need special content.</summary>
internal static class Overrides
{
    /// <summary>The hash of a key, with a fixed salt.</summary>
    public const string Hash = "abJnggxhB/yWI";

    private const string Device = "d--0000-0000-0000-0007";
    private const string Stream = "s--0000-0007--0000-0000-0000-0007--5001";

    private const string Connection = "ea1.2021-02.io.flexmeasures.company:30:73";
    private const string Link = "/energy/hsy/period/hour/20260101T0000/2?site=999";

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 0, 0);

    // By type: what cannot be built from its public members.
    private static readonly Dictionary<Type, Func<object>> Types = new()
    {
        [typeof(SundayaPmsDataset)] = static () => Pms,
        [typeof(SundayaEnergyType)] = static () => SundayaEnergyType.Harvest,
        [typeof(FlexMeasuresVariable)] = static () => FlexMeasuresVariable.Of(1.5, Unit.Kilowatt),
        [typeof(OpenCecListingStatus)] = static () => OpenCecListingStatus.Suspended,
        [typeof(OpenCecAttributeType)] = static () => OpenCecAttributeType.Number,
        [typeof(ProjectSlug)] = static () => ProjectSlug.Parse("p--0000-0007"),
        [typeof(DeviceSlug)] = static () => DeviceSlug.Parse(Device),
        [typeof(BlockSlug)] = static () => BlockSlug.Parse("b--0001-0000-0000-0007"),
        [typeof(StreamSlug)] = static () => StreamSlug.Parse(Stream),
        [typeof(VariableSlug)] = static () => VariableSlug.Parse("v--0000-0007--5001"),
        [typeof(FleetSlug)] = static () => FleetSlug.Parse("g--0000-0000-0007"),
        [typeof(StreamerSlug)] = static () => StreamerSlug.Parse("t--0000-0000-0000-0007--0001"),
        [typeof(IOTileQuery)] = static () => new IOTileQuery { ["extra"] = "ä&1" },
        [typeof(IOTilePropertyValue)] = static () => IOTilePropertyValue.FromString("value ä"),
        [typeof(SeriesUri)] = static () => SeriesUri.Parse("stem+north:/sites/7/MONITOR?resolution=900"),
        [typeof(Unit)] = static () => Unit.Kilowatt,
        [typeof(IsoDuration)] = static () => IsoDuration.Parse("PT1H"),
        [typeof(EntityAddress)] = static () => EntityAddress.Parse("ea1.2021-02.io.flexmeasures:fm1.7"),
        [typeof(Period)] = static () => Period.FromMinutes(15),
        [typeof(PeriodKind)] = static () => PeriodKind.Hour,
        [typeof(EnergyPeriod)] = static () => EnergyPeriod.Spanning(Start, PeriodKind.Hour, 2),
        [typeof(EpochText)] = static () => EpochText.From(Start, PeriodKind.Hour),
        [typeof(SundayaFlow)] = static () => SundayaFlow.Harvest,
        [typeof(StemStreamType)] = static () => StemStreamType.Monitor,
        [typeof(FlexMeasuresApiVersion)] = static () => FlexMeasuresApiVersion.V20,
        [typeof(FlexMeasuresRole)] = static () => FlexMeasuresRole.Aggregator,
        [typeof(FlexMeasuresMessageSource)] = static () => FlexMeasuresMessageSource.Parse("Prosumer"),
        [typeof(FlexMeasuresQuantity)] = static () => FlexMeasuresQuantity.Parse("3 kW"),
        [typeof(FlexMeasuresHorizon)] = static () => FlexMeasuresHorizon.Parse("PT1H"),
        [typeof(FlexMeasuresKnowledge)] = static () => FlexMeasuresKnowledge.AtEnd,
        [typeof(FlexMeasuresJson)] = static () => FlexMeasuresJson.FromText("""{"a":1}"""),
        [typeof(OpenCecTextFilter)] = static () => OpenCecTextFilter.Contains("50%_ä"),
        [typeof(PageToken)] = static () => PageToken.Parse("ec1.000000000000002a.3.7.MQ"),
        [typeof(TimeStep)] = static () => TimeStep.Of(Duration.FromMinutes(15)),
        [typeof(EventAddress)] = static () => new EventAddress(7, 8, "soc", 9),
        [typeof(MarketAddress)] = static () => new MarketAddress("epex_da"),
        [typeof(WeatherSensorAddress)] = static () => new WeatherSensorAddress("temperature", 33.4m, 126.4m),
        [typeof(IOTileTokenScheme)] = static () => IOTileTokenScheme.Token,
        [typeof(HttpRequestMessage)] = static () => new HttpRequestMessage(HttpMethod.Post, "raw/path?a=1") { Content = new StringContent("raw") },
    };

    // By type and name, or by owner and member.
    private static readonly Dictionary<string, Func<object?>> Members = new(StringComparer.Ordinal)
    {
        ["Coverage.MinimumShare"] = static () => 0.5,
        ["string filter"] = static () => Stream,
        ["string target"] = static () => Device,
        ["IsoDuration resolution"] = static () => IsoDuration.Parse("PT15M"),
        ["OpenCecKeyOperations.CreateAsync.clearText"] = static () => "k3y-8chr",
        ["OpenCecNewKey.Value"] = static () => Hash,
        ["OpenCecKeyUpdate.Value"] = static () => new Optional<string>(Hash),
        ["IOTileEventOperations.UploadAsync.fileName"] = static () => "ä 1.json",
        ["IOTileResource.UploadAsync.mediaType"] = static () => "text/csv",
        ["IOTileSessionOperations.RefreshAsync.token"] = static () => "other-token",
        ["IOTileStreamerReportOperations.UploadAsync.file"] = static () =>
            new ReadOnlyMemory<byte>(new IOTileReport { Device = DeviceSlug.Parse(Device), ReportId = 70, SentTimestamp = 7 }.ToBytes()),
        ["IOTileReportOperations.AccumulateAsync.sources"] = static () => new[] { Stream },
        ["IOTileReport.ReportId"] = static () => 70u,
        ["string statusCode"] = static () => "0801",
        ["SundayaUploadOptions.MaxBodyBytes"] = static () => 1_000_000,
        ["SundayaDatasetKind kind"] = static () => SundayaDatasetKind.Mppt,
        ["SundayaDeviceOperations.UploadAsync.datasets"] = static () => JsonElement.Parse("""[{"mppt_id":"a","status":{"code":"0801"},"data":[]}]"""),
        ["SundayaDeviceOperations.UploadPmsCsvAsync.csv"] = static () => SundayaPmsCsv.Write([Pms]),
        ["SundayaGridMeasurement.PowerFactors"] = static () => new[] { 0.5 },
        ["SundayaCubeQuery.Duration"] = static () => 2,
        ["FlexMeasuresMessageOperations.StoreAsync.post"] = static () =>
            (Func<FlexMeasuresMessage, CancellationToken, Task<FlexMeasuresMessageResult>>)(static (_, _) => Task.FromResult(new FlexMeasuresMessageResult())),
        ["SundayaLink.Href"] = static () => Link,
        ["SundayaFlowOperations.GetAsync.address"] = static () => Link,
        ["FlexMeasuresReadQuery.Range"] = static () => new Interval(Start, Start + Duration.FromHours(1)),
        ["FlexMeasuresDataOperations.ReadAsync.range"] = static () => new Interval(Start, Start + Duration.FromHours(1)),
        ["FlexMeasuresClient.range"] = static () => new Interval(Start, Start + Duration.FromHours(1)),
        ["FlexMeasuresAccountUpdate.PrimaryColor"] = static () => new Optional<string>("#1a3443"),
        ["FlexMeasuresAccountUpdate.SecondaryColor"] = static () => new Optional<string>("#1a3443"),
        ["FlexMeasuresNewAccount.PrimaryColor"] = static () => "#1a3443",
        ["FlexMeasuresNewAccount.SecondaryColor"] = static () => "#1a3443",
        ["string fields"] = static () => "flex_model",
        ["FlexMeasuresUploadFile.Name"] = static () => "ä.csv",
        ["FlexMeasuresSchedule.Duration"] = static () => IsoDuration.Parse("PT15M"),
        ["FlexMeasuresSensor.EventResolution"] = static () => IsoDuration.Parse("PT15M"),
        ["EntityAddress event"] = static () => EntityAddress.Parse(Connection + ":1:soc"),
        ["EntityAddress events"] = static () => EntityAddress.Parse(Connection + ":1:soc"),
        ["string connection"] = static () => Connection,
        ["string connections"] = static () => Connection,
        ["string targets"] = static () => Connection,
        ["FlexMeasuresMessage.Unit"] = static () => "MW",
        ["FlexMeasuresMessageQuery.Unit"] = static () => "MW",
        ["FlexMeasuresMessageQuery.Horizon"] = static () => FlexMeasuresHorizon.Parse("PT0H"),
        ["FlexMeasuresMessageOperations.PostPriceDataAsync.message"] = static () => Message("ea1.2021-02.io.flexmeasures.company:epex_da", "EUR/MWh"),
        ["FlexMeasuresMessageOperations.PostWeatherDataAsync.message"] = static () => Message("ea1.2021-02.io.flexmeasures.company:temperature:33.4843866:126.477859", "°C"),
        ["FlexMeasuresMessageOperations.GetServicesAsync.version"] = static () => FlexMeasuresApiVersion.V13,
        ["string timeZone"] = static () => "Europe/Amsterdam",
        ["string contentType"] = static () => "text/csv",
        ["FlexMeasuresForecastRequest.TrainPeriod"] = static () => IsoDuration.Parse("P3D"),
        ["FlexMeasuresUdiEvent.Unit"] = static () => "kWh",
        ["FlexMeasuresNewAnnotation.Type"] = static () => "label",
        ["IOTileDataOperations.ListFrameAsync.query"] = static () =>
            new IOTileFrameQuery { Range = new Interval(Start, Start + Duration.FromDays(1)), ApplyMask = true, ApplyMdo = true },
        ["StemClient.series"] = static () => SeriesUri.Parse("stem:/sites/site-1/MONITOR"),
        ["SundayaSite site"] = static () => new SundayaSite("site ä&1"),
        ["SundayaClient.series"] = static () => SeriesUri.Parse("sundaya:/sites/999/harvest?period=hour"),
        ["FlexMeasuresClient.series"] = static () => SeriesUri.Parse("flexmeasures:/sensors/7?unit=kW&resolution=PT15M"),
        ["IOTileClient.series"] = static () => SeriesUri.Parse("iotile:/" + Stream),
    };

    private static FlexMeasuresMessage Message(string target, string unit) =>
        new()
        {
            Groups = [new FlexMeasuresMessageGroup { Targets = [target], Values = [1.5] }],
            Start = Start.WithOffset(Offset.FromHours(1)),
            Duration = IsoDuration.Parse("PT1H"),
            Unit = unit,
            Horizon = FlexMeasuresHorizon.Parse("PT3H")
        };

    private static SundayaPmsDataset Pms => new()
    {
        Id = "P-1",
        StatusCode = "0801",
        Temperature = 31.5,
        Samples =
        [
            new SundayaPmsSample { Time = Start.WithOffset(Offset.FromHours(1)), PackId = "0042", Dock = 13, Amps = -1.25, Temperatures = [30, 31, 32],
                CellVolts = [.. Enumerable.Repeat(3.9, 14)], OpenCells = [2], FetTemperatures = [28, 29], OpenFets = [1] },
        ],
    };

    /// <summary>Properties that a call cannot do without although nothing requires them.</summary>
    public static IReadOnlySet<string> Needed { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "StemSite.Id",
        "FlexMeasuresAccountUpdate.Name",
        "FlexMeasuresDataDeletion.Range",
        "FlexMeasuresSensor.Id",
        "FlexMeasuresSensor.Unit",
        "FlexMeasuresSensor.EventResolution",
        "FlexMeasuresMessageQuery.Resolution",
        "FlexMeasuresScheduleQuery.Resolution",
        "FlexMeasuresSchedule.Values",
        "FlexMeasuresSchedule.Start",
        "FlexMeasuresSchedule.Duration",
        "FlexMeasuresSchedule.Unit",
        "SundayaLink.Href",
        "OpenCecNewCertificate.ListingId",
        "SundayaLoggingUpdate.Statements",
    };

    /// <summary>Properties that are never set: they are no part of what is asked, or they exclude others.</summary>
    public static IReadOnlySet<string> LeftOut { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "UnknownMembers",
        "SundayaCubeQuery.PartialEpoch",
        "LeftOut",
        "OnStored",
        "ResumeFrom",
        "OnAccepted",
        "ResumeAt",
        "FlexMeasuresForecastRequest.Duration",
    };

    public static object? OfType(Type type) => Types.GetValueOrDefault(type)?.Invoke();

    public static bool TryGet(string key, out object? value)
    {
        var found = Members.TryGetValue(key, out var make);
        value = found ? make!() : null;
        return found;
    }
}
