using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Recorded requests about data, schedules and forecasts as calls of the typed client.</summary>
internal static class FlexMeasuresDataCalls
{
    private const string Sensors = "/api/v3_0/sensors/{id}";

    private static readonly FlexMeasuresJsonContext Json = FlexMeasuresJsonContext.Default;

    public static void AddTo(FlexMeasuresCalls calls) => calls
        .Add("data.get", (client, call) => GetAsync(call, (query, token) => client.Data.GetAsync(call.Id(Sensors + "/data"), query, token)))
        .Add("data.get-by-address", (client, call) =>
        {
            EntityAddress sensor = EntityAddress.Parse(FlexMeasuresArguments.Required(call.Query.Text("sensor"), "sensor"));
            return GetAsync(call, (query, token) => client.Data.GetAsync(sensor, query, token));
        })
        .Add("data.post", (client, call) => PostAsync(call, (data, token) => client.Data.PostAsync(call.Id(Sensors + "/data"), data, token)))
        .Add("data.post-by-address", (client, call) =>
        {
            EntityAddress sensor = EntityAddress.Parse(FlexMeasuresArguments.Required(call.Body.Text("sensor"), "sensor"));
            return PostAsync(call, (data, token) => client.Data.PostAsync(sensor, data, token));
        })
        .Add("data.upload", async (client, call) =>
        {
            FlexMeasuresUpload upload = Upload(call);
            call.Query.Done();
            return FlexMeasuresAnswers.Of(await client.Data.UploadAsync(call.Id(Sensors + "/data/upload"), upload), Json.FlexMeasuresIngestion);
        })
        .Add("data.delete", (client, call) =>
        {
            var deletion = new FlexMeasuresDataDeletion
            {
                // Nothing said is everything meant, which the typed client wants said.
                Everything = call.Body.IsEmpty,
                SourceId = call.Body.Whole("source"),
                Range = call.Body.Range("start", "until"),
            };
            return call.Done(token => client.Data.DeleteAsync(call.Id(Sensors + "/data"), deletion, token));
        })
        .Add("schedules.trigger", async (client, call) =>
        {
            FlexMeasuresScheduleRequest request = Schedule(call.Body);
            return FlexMeasuresAnswers.Of(
                await call.Done(token => client.Schedules.TriggerAsync(call.Id("/api/v3_0/assets/{id}/schedules/trigger"), request, token)), Json.FlexMeasuresJobReference);
        })
        .Add("schedules.trigger-sensor", async (client, call) =>
        {
            FlexMeasuresScheduleRequest request = Schedule(call.Body);
            return FlexMeasuresAnswers.Of(
                await call.Done(token => client.Schedules.TriggerForSensorAsync(call.Id(Sensors + "/schedules/trigger"), request, token)), Json.FlexMeasuresJobReference);
        })
        .Add("schedules.get", async (client, call) =>
        {
            const string Template = Sensors + "/schedules/{uuid}";
            var query = new FlexMeasuresScheduleQuery
            {
                Duration = call.Query.Duration("duration"),
                Unit = call.Query.Unit("unit"),
                SignConvention = call.Query.Text("sign-convention") switch
                {
                    null => null,
                    "consumption-positive" => FlexMeasuresSignConvention.ConsumptionPositive,
                    "production-positive" => FlexMeasuresSignConvention.ProductionPositive,
                    "wysiwyg" => FlexMeasuresSignConvention.AsStored,
                    var other => throw new ArgumentException($"'{other}' is no sign convention."),
                },
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Schedules.GetAsync(call.Id(Template), call.Part(Template, "uuid"), query, token)),
                FlexMeasuresAnswers.Of);
        })
        .Add("forecasts.trigger", async (client, call) =>
        {
            FlexMeasuresForecastRequest request = Forecast(call.Body);
            return FlexMeasuresAnswers.Of(
                await call.Done(token => client.Forecasts.TriggerAsync(call.Id(Sensors + "/forecasts/trigger"), request, token)), Json.FlexMeasuresJobReference);
        })
        .Add("forecasts.get", async (client, call) =>
        {
            const string Template = Sensors + "/forecasts/{uuid}";
            return FlexMeasuresAnswers.Of(
                await call.Done(token => client.Forecasts.GetAsync(call.Id(Template), call.Part(Template, "uuid"), token)),
                forecast => FlexMeasuresAnswers.Of(forecast, Json.FlexMeasuresForecast));
        });

    private static async Task<JsonNode?> GetAsync(FlexMeasuresCall call, Func<FlexMeasuresDataQuery, CancellationToken, Task<FlexMeasuresData>> ask)
    {
        var query = new FlexMeasuresDataQuery
        {
            Start = FlexMeasuresArguments.Required(call.Query.Time("start"), "start"),
            Duration = FlexMeasuresArguments.Required(call.Query.Duration("duration"), "duration"),
            Unit = FlexMeasuresArguments.Required(call.Query.Unit("unit"), "unit"),
            Resolution = call.Query.Duration("resolution"),
            Horizon = call.Query.Text("horizon") is { } horizon ? FlexMeasuresHorizon.Parse(horizon) : null,
            Prior = call.Query.Time("prior"),
            SourceId = call.Query.Whole("source"),
            SourceAccountId = call.Query.Whole("source-account"),
            SourceType = call.Query.Text("source-type"),
            Type = call.Query.Text("type"),
        };
        return FlexMeasuresAnswers.Of(await call.Done(token => ask(query, token)));
    }

    private static async Task<JsonNode?> PostAsync(FlexMeasuresCall call, Func<FlexMeasuresNewData, CancellationToken, Task<FlexMeasuresIngestion>> post)
    {
        JsonElement values = FlexMeasuresArguments.Required(call.Body.Element("values"), "values");
        var data = new FlexMeasuresNewData
        {
            Values = values.ValueKind == JsonValueKind.Array
                ? [.. values.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : FlexMeasuresArguments.NumberOf(value, "values"))]
                : [FlexMeasuresArguments.NumberOf(values, "values")],
            Start = FlexMeasuresArguments.Required(call.Body.Time("start"), "start"),
            Duration = FlexMeasuresArguments.Required(call.Body.Duration("duration"), "duration"),
            Unit = FlexMeasuresArguments.Required(call.Body.Unit("unit"), "unit"),
            Horizon = call.Body.Text("horizon") is { } horizon ? FlexMeasuresHorizon.Parse(horizon) : null,
            Prior = call.Body.Time("prior"),
            Type = call.Body.Text("type"),
        };
        return FlexMeasuresAnswers.Of(await call.Done(token => post(data, token)), Json.FlexMeasuresIngestion);
    }

    private static FlexMeasuresUpload Upload(FlexMeasuresCall call)
    {
        IReadOnlyList<RecordedPart> parts = call.Exchange.Request.Body.Parts ?? throw new ArgumentException("The typed client sends a form here, always.");
        var fields = parts.Where(part => part.Name != "uploaded-files").ToDictionary(part => part.Name, part => Encoding.UTF8.GetString(part.Content.Span));
        var upload = new FlexMeasuresUpload
        {
            Files = [.. parts.Where(part => part.Name == "uploaded-files")
                .Select(part => new FlexMeasuresUploadFile { Name = part.FileName ?? "", Content = part.Content, ContentType = part.ContentType })],
            Unit = fields.Remove("unit", out string? unit) ? Unit.FromText(unit) : null,
            MeasuredInstantly = !fields.Remove("belief-time-measured-instantly", out string? instantly) ? null : instantly switch
            {
                "on" or "true" or "True" or "1" => true,
                "off" or "false" or "False" or "0" => false,
                _ => throw new ArgumentException($"'{instantly}' is no flag."),
            },
        };
        return fields.Count == 0 ? upload : throw new ArgumentException($"The typed client has no '{string.Join("', '", fields.Keys)}' here.");
    }

    private static FlexMeasuresScheduleRequest Schedule(FlexMeasuresArguments body)
    {
        JsonElement? models = body.Element("flex-model");
        return new FlexMeasuresScheduleRequest
        {
            Start = FlexMeasuresArguments.Required(body.Time("start"), "start"),
            Duration = body.Duration("duration"),
            Resolution = body.Duration("resolution"),
            Prior = body.Time("prior"),
            FlexModel = models switch
            {
                null => null,
                { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(FlexModel)],
                { } one => [FlexModel(one)],
            },
            FlexContext = body.Element("flex-context") is { } context ? FlexContext(context) : null,
            Sequential = body.Flag("sequential"),
            ForceNewJob = body.Flag("force-new-job-creation"),
        };
    }

    private static FlexMeasuresFlexModel FlexModel(JsonElement json)
    {
        FlexMeasuresArguments model = FlexMeasuresArguments.Of(json);
        return new FlexMeasuresFlexModel
        {
            SensorId = model.Whole("sensor"),
            SocUnit = model.Unit("soc-unit"),
            SocAtStart = Variable(model, "soc-at-start"),
            SocMinimum = Variable(model, "soc-min"),
            SocMaximum = Variable(model, "soc-max"),
            SocMinima = Variable(model, "soc-minima"),
            SocMaxima = Variable(model, "soc-maxima"),
            SocTargets = Variable(model, "soc-targets"),
            StateOfCharge = Variable(model, "state-of-charge"),
            PowerCapacity = Variable(model, "power-capacity"),
            ConsumptionCapacity = Variable(model, "consumption-capacity"),
            ProductionCapacity = Variable(model, "production-capacity"),
            RoundtripEfficiency = Variable(model, "roundtrip-efficiency"),
            ChargingEfficiency = Variable(model, "charging-efficiency"),
            DischargingEfficiency = Variable(model, "discharging-efficiency"),
            StorageEfficiency = Variable(model, "storage-efficiency"),
            SocGain = Variables(model, "soc-gain"),
            SocUsage = Variables(model, "soc-usage"),
            PreferChargingSooner = model.Flag("prefer-charging-sooner"),
            PreferCurtailingLater = model.Flag("prefer-curtailing-later"),
            Extra = model.Rest(),
        };
    }

    private static FlexMeasuresFlexContext FlexContext(JsonElement json)
    {
        FlexMeasuresArguments context = FlexMeasuresArguments.Of(json);
        return new FlexMeasuresFlexContext
        {
            ConsumptionPrice = Variable(context, "consumption-price"),
            ProductionPrice = Variable(context, "production-price"),
            SitePowerCapacity = Variable(context, "site-power-capacity"),
            SiteConsumptionCapacity = Variable(context, "site-consumption-capacity"),
            SiteProductionCapacity = Variable(context, "site-production-capacity"),
            SiteConsumptionBreachPrice = Variable(context, "site-consumption-breach-price"),
            SiteProductionBreachPrice = Variable(context, "site-production-breach-price"),
            SitePeakConsumption = Variable(context, "site-peak-consumption"),
            SitePeakConsumptionPrice = Variable(context, "site-peak-consumption-price"),
            SitePeakProduction = Variable(context, "site-peak-production"),
            SitePeakProductionPrice = Variable(context, "site-peak-production-price"),
            SocMinimaBreachPrice = Variable(context, "soc-minima-breach-price"),
            SocMaximaBreachPrice = Variable(context, "soc-maxima-breach-price"),
            RelaxConstraints = context.Flag("relax-constraints"),
            InflexibleDeviceSensors = context.Element("inflexible-device-sensors") is { } sensors ? Ids(sensors) : null,
            Extra = context.Rest(),
        };
    }

    // What no typed form says (references with conditions, events with a duration) stays for the members that are kept open.
    private static FlexMeasuresVariable? Variable(FlexMeasuresArguments owner, string name)
    {
        if (owner.Peek(name) is not { } value || Variable(value) is not { } variable)
        {
            return null;
        }

        owner.Element(name);
        return variable;
    }

    // A list, of which each item is said in a typed form; else the whole stays.
    private static List<FlexMeasuresVariable>? Variables(FlexMeasuresArguments owner, string name)
    {
        if (owner.Peek(name) is not { ValueKind: JsonValueKind.Array } list
            || list.EnumerateArray().Select(Variable).ToList() is not { } variables || variables.Contains(null) || variables.Count == 0)
        {
            return null;
        }

        owner.Element(name);
        return variables!;
    }

    private static FlexMeasuresVariable? Variable(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return FlexMeasuresVariable.OfNumber(value.GetDouble());
            case JsonValueKind.String:
                return FlexMeasuresVariable.FromQuantity(FlexMeasuresQuantity.Parse(value.GetString()!));
            case JsonValueKind.Object:
                FlexMeasuresArguments reference = FlexMeasuresArguments.Of(value);
                if (reference.Whole("sensor") is not { } sensor)
                {
                    return null;
                }

                string? byDefault = reference.Text("default");
                return reference.IsEmpty ? FlexMeasuresVariable.FromSensor(sensor, byDefault is null ? null : FlexMeasuresQuantity.Parse(byDefault)) : null;
            case JsonValueKind.Array:
                var events = value.EnumerateArray().Select(Event).ToList();
                return events.TrueForAll(known => known is not null) ? FlexMeasuresVariable.FromEvents([.. events.Select(known => known!.Value)]) : null;
            default:
                return null;
        }
    }

    private static FlexMeasuresTimedQuantity? Event(JsonElement json)
    {
        FlexMeasuresArguments item = FlexMeasuresArguments.Of(json);
        string? value = item.Peek("value")?.ValueKind == JsonValueKind.String ? item.Text("value") : null;
        (var at, var start, var end) = (item.Time("datetime"), item.Time("start"), item.Time("end"));
        return value is not null && item.IsEmpty && (at is not null) == (start is null && end is null) && (at ?? start) is { } first
            ? new FlexMeasuresTimedQuantity(FlexMeasuresQuantity.Parse(value), first, end)
            : null;
    }

    private static FlexMeasuresForecastRequest Forecast(FlexMeasuresArguments body)
    {
        FlexMeasuresArguments? config = body.Element("config") is { } json ? FlexMeasuresArguments.Of(json) : null;
        return new FlexMeasuresForecastRequest
        {
            Range = body.Range("start", "end"),
            Duration = body.Duration("duration"),
            Prior = body.Time("prior"),
            MaxForecastHorizon = body.Duration("max-forecast-horizon"),
            ForecastFrequency = body.Duration("forecast-frequency"),
            Probabilistic = body.Flag("probabilistic"),
            TrainPeriod = config?.Duration("train-period"),
            Regressors = config?.Element("regressors") is { } regressors ? Ids(regressors) : null,
            FutureRegressors = config?.Element("future-regressors") is { } future ? Ids(future) : null,
            PastRegressors = config?.Element("past-regressors") is { } past ? Ids(past) : null,
            Config = config?.Rest(),
        };
    }

    private static IReadOnlyList<long> Ids(JsonElement list) => list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
        ? [.. list.EnumerateArray().Select(item => item.GetInt64())]
        : throw new ArgumentException($"{list.GetRawText()} is no list of ids.");
}
