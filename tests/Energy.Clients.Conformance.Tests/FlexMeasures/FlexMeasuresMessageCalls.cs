using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.FlexMeasures;
using Energy.Clients.FlexMeasures.Messages;
using NodaTime;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>Recorded requests of the message interface as calls of the typed client.</summary>
internal static class FlexMeasuresMessageCalls
{
    private const string Asset = "/api/v2_0/asset/{id}";
    private const string User = "/api/v2_0/user/{id}";

    private static readonly FlexMeasuresJsonContext Json = FlexMeasuresJsonContext.Default;

    private static readonly string[] Members =
    [
        "type", "connection", "connections", "market", "markets", "sensor", "sensors", "value", "values", "timeseries", "groups", "start", "duration", "unit", "horizon", "prior",
    ];

    public static void AddTo(FlexMeasuresCalls calls)
    {
        AddMessages(calls);
        AddResources(calls);
    }

    private static void AddMessages(FlexMeasuresCalls calls) => calls
        .Add("messages.get-service", async (client, call) =>
        {
            FlexMeasuresRole? access = call.Query.Text("access") is { } role ? FlexMeasuresRole.Parse(role) : null;
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Messages.GetServicesAsync(Version(call, "getService"), access, token)), Json.FlexMeasuresServiceList);
        })
        .Add("messages.get-connection", async (client, call) => FlexMeasuresAnswers.Of(
            await call.Done(token => client.Messages.GetConnectionsAsync(Version(call, "getConnection"), token)), Json.FlexMeasuresConnections))
        .Add("messages.get-meter-data", (client, call) => GetAsync(call, call.Query, "getMeterData", "GetMeterDataRequest", client.Messages.GetMeterDataAsync))
        .Add("messages.get-meter-data-by-body", (client, call) => GetAsync(call, call.Body, "getMeterData", "GetMeterDataRequest", client.Messages.GetMeterDataAsync))
        .Add("messages.get-prognosis", (client, call) => GetAsync(call, call.Query, "getPrognosis", "GetPrognosisRequest", client.Messages.GetPrognosisAsync))
        .Add("messages.post-meter-data", (client, call) => PostAsync(call, "postMeterData", "PostMeterDataRequest", client.Messages.PostMeterDataAsync))
        .Add("messages.post-prognosis", (client, call) => PostAsync(call, "postPrognosis", "PostPrognosisRequest", client.Messages.PostPrognosisAsync))
        .Add("messages.post-price-data", (client, call) => PostAsync(call, "postPriceData", "PostPriceDataRequest", client.Messages.PostPriceDataAsync))
        .Add("messages.post-weather-data", (client, call) => PostAsync(call, "postWeatherData", "PostWeatherDataRequest", client.Messages.PostWeatherDataAsync))
        .Add("messages.post-udi-event", async (client, call) =>
        {
            RequireType(call.Body, "PostUdiEventRequest");
            var udiEvent = new FlexMeasuresUdiEvent
            {
                Event = EntityAddress.Parse(FlexMeasuresArguments.Required(call.Body.Text("event"), "event")),
                At = Time(call.Body, "datetime"),
                Value = FlexMeasuresArguments.Required(call.Body.Number("value"), "value"),
                Unit = FlexMeasuresArguments.Required(call.Body.Text("unit"), "unit"),
                Targets = call.Body.Element("targets") is { } targets ? [.. targets.EnumerateArray().Select(Target)] : [],
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Messages.PostUdiEventAsync(Version(call, "postUdiEvent"), udiEvent, token)),
                Json.FlexMeasuresMessageResult);
        })
        .Add("messages.get-device-message", async (client, call) =>
        {
            RequireType(call.Query, "GetDeviceMessageRequest");
            EntityAddress[] events = [.. List(call.Query, "event").Select(EntityAddress.Parse)];
            IsoDuration? duration = call.Query.Duration("duration");
            return FlexMeasuresAnswers.Of(
                await call.Done(token => client.Messages.GetDeviceMessageAsync(Version(call, "getDeviceMessage"), events, duration, token)), data =>
                    FlexMeasuresAnswers.Of(data, "event"));
        });

    private static void AddResources(FlexMeasuresCalls calls) => calls
        .Add("messages.assets", (client, call) =>
            FlexMeasuresV3Calls.ListAsync(call, call.Query.Whole("owner_id"), client.Messages.ListAssetsAsync, Json.FlexMeasuresMessageAsset))
        .Add("messages.asset", async (client, call) =>
            FlexMeasuresAnswers.Of(await call.Done(token => client.Messages.GetAssetAsync(call.Id(Asset), token)), Json.FlexMeasuresMessageAsset))
        .Add("messages.create-asset", async (client, call) =>
        {
            var asset = new FlexMeasuresNewMessageAsset
            {
                Name = FlexMeasuresArguments.Required(call.Body.Text("name"), "name"),
                DisplayName = call.Body.Text("display_name"),
                AssetTypeName = FlexMeasuresArguments.Required(call.Body.Text("asset_type_name"), "asset_type_name"),
                OwnerId = FlexMeasuresArguments.Required(call.Body.Whole("owner_id"), "owner_id"),
                MarketId = FlexMeasuresArguments.Required(call.Body.Whole("market_id"), "market_id"),
                CapacityInMegawatts = FlexMeasuresArguments.Required(call.Body.Number("capacity_in_mw"), "capacity_in_mw"),
                Latitude = FlexMeasuresArguments.Required(call.Body.Number("latitude"), "latitude"),
                Longitude = FlexMeasuresArguments.Required(call.Body.Number("longitude"), "longitude"),
                EventResolutionMinutes = (int)FlexMeasuresArguments.Required(call.Body.Whole("event_resolution"), "event_resolution"),
                Unit = FlexMeasuresArguments.Required(call.Body.Text("unit"), "unit"),
                MinimumChargeInMegawattHours = call.Body.Number("min_soc_in_mwh"),
                MaximumChargeInMegawattHours = call.Body.Number("max_soc_in_mwh"),
            };
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Messages.CreateAssetAsync(asset, token)), Json.FlexMeasuresMessageAsset);
        })
        .Add("messages.update-asset", async (client, call) =>
        {
            var update = new FlexMeasuresMessageAssetUpdate
            {
                Latitude = call.Body.Number("latitude"),
                Longitude = call.Body.Number("longitude"),
                DisplayName = call.Body.Text("display_name"),
            };
            return FlexMeasuresAnswers.Of(
                await call.Done(token => client.Messages.UpdateAssetAsync(call.Id(Asset), update, token)), Json.FlexMeasuresMessageAsset);
        })
        .Add("messages.delete-asset", (client, call) => call.Done(token => client.Messages.DeleteAssetAsync(call.Id(Asset), token)))
        .Add("messages.users", (client, call) =>
            FlexMeasuresV3Calls.ListAsync(call, call.Query.Flag("include_inactive"), client.Messages.ListUsersAsync, Json.FlexMeasuresUser))
        .Add("messages.user", async (client, call) => FlexMeasuresAnswers.Of(await call.Done(token => client.Messages.GetUserAsync(call.Id(User), token)), Json.FlexMeasuresUser))
        .Add("messages.update-user", async (client, call) =>
        {
            FlexMeasuresUserUpdate update = FlexMeasuresV3Calls.User(call.Body);
            return FlexMeasuresAnswers.Of(await call.Done(token => client.Messages.UpdateUserAsync(call.Id(User), update, token)), Json.FlexMeasuresUser);
        })
        .Add("messages.reset-password", (client, call) => call.Done(token => client.Messages.ResetPasswordAsync(call.Id(User + "/password-reset"), token)));

    private static FlexMeasuresApiVersion Version(FlexMeasuresCall call, string operation) => new(call.Part("/api/{version}/" + operation, "version"));

    private static async Task<JsonNode?> GetAsync(
        FlexMeasuresCall call,
        FlexMeasuresArguments members,
        string operation,
        string type,
        Func<FlexMeasuresApiVersion, IReadOnlyList<string>, FlexMeasuresMessageQuery, CancellationToken, Task<FlexMeasuresMessageData>> ask)
    {
        RequireType(members, type);
        List<string> connections = List(members, "connection");
        var query = new FlexMeasuresMessageQuery
        {
            Start = Time(members, "start"),
            Duration = FlexMeasuresArguments.Required(members.Duration("duration"), "duration"),
            Unit = FlexMeasuresArguments.Required(members.Text("unit"), "unit"),
            Resolution = members.Duration("resolution"),
            Horizon = members.Text("horizon") is { } horizon ? FlexMeasuresHorizon.Parse(horizon) : null,
            Prior = members.Has("prior") ? Time(members, "prior") : null,
            Sources = [.. List(members, "source").Select(FlexMeasuresMessageSource.Parse)],
        };
        return FlexMeasuresAnswers.Of(await call.Done(token => ask(Version(call, operation), connections, query, token)), "connection");
    }

    private static async Task<JsonNode?> PostAsync(
        FlexMeasuresCall call, string operation, string type, Func<FlexMeasuresApiVersion, FlexMeasuresMessage, CancellationToken, Task<FlexMeasuresMessageResult>> post)
    {
        JsonElement body = call.Exchange.Request.Body.Json ?? throw new ArgumentException("The typed client sends JSON here, always.");
        RequireType(FlexMeasuresArguments.Of(body), type);
        if (body.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Members.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"The typed client has no '{unknown}' here.");
        }

        FlexMeasuresMessage message = FlexMeasuresMessageReader.Parse(body) is [var only] ? only : throw new ArgumentException("That is more than one message.");
        FlexMeasuresApiVersion version = Version(call, operation);
        if (version.Name.StartsWith("v1", StringComparison.Ordinal) && message is { Horizon: { IsRolling: false } horizon, Prior: null })
        {
            // There a plain horizon counts from the end of the whole period: it names one time of recording, which is what a prior is.
            Instant end = message.Start.ToInstant() + message.Duration.Ground(message.Start);
            message = message with { Horizon = null, Prior = (end - horizon.Duration.Ground(end, DateTimeZone.Utc)).WithOffset(message.Start.Offset) };
        }

        call.Query.Done();
        return FlexMeasuresAnswers.Of(await post(version, message, CancellationToken.None), Json.FlexMeasuresMessageResult);
    }

    private static void RequireType(FlexMeasuresArguments members, string type)
    {
        if (members.Text("type") != type)
        {
            throw new ArgumentException($"The typed client says {type} here, always.");
        }
    }

    private static OffsetDateTime Time(FlexMeasuresArguments members, string name) =>
        FlexMeasuresTime.TryParseMessageTime(FlexMeasuresArguments.Required(members.Text(name), name), out LocalDateTime local, out Offset? offset)
            ? local.WithOffset(FlexMeasuresArguments.Required(offset, "offset"))
            : throw new ArgumentException($"'{name}' is not a time.");

    private static FlexMeasuresUdiTarget Target(JsonElement json)
    {
        FlexMeasuresArguments target = FlexMeasuresArguments.Of(json);
        var typed = new FlexMeasuresUdiTarget(FlexMeasuresArguments.Required(target.Number("value"), "value"), Time(target, "datetime"));
        target.Done();
        return typed;
    }

    // One text, several, or (in a query) a JSON list as text; under the singular name or the plural one.
    private static List<string> List(FlexMeasuresArguments members, string name)
    {
        JsonElement? value = members.Element(name) ?? members.Element(name + "s");
        if (value is { ValueKind: JsonValueKind.String } text && text.GetString()!.StartsWith('['))
        {
            value = JsonText.Parse(text.GetString()!);
        }

        return value switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(JsonText.Of)],
            { } one => [JsonText.Of(one)],
        };
    }
}
