namespace Energy.Clients.FlexMeasures.Messages;

/// <summary>The message interface of 2021 (v1 to v2_0). Today's servers answer all of it with 410.</summary>
/// <example>
/// <code>
/// var meter = flexMeasures.Messages.ReadMeterDataAsync(FlexMeasuresApiVersion.V20, connection, new() { Start = start, Duration = IsoDuration.Parse("P1D") });
/// await foreach (var reading in meter)
/// {
///     Console.WriteLine($"{reading.Start} {reading.Value}");
/// }
/// </code>
/// </example>
public partial class FlexMeasuresMessageOperations
{
    private static readonly string[] PriceUnits = ["EUR/MWh", "KRW/kWh"];
    private static readonly string[] WeatherUnits = ["°C", "0C", "kW/m²", "kW/m2", "m/s"];

    private static readonly EnergyPath MeterData = new("api/{version}/getMeterData");
    private static readonly EnergyPath NewMeterData = new("api/{version}/postMeterData");
    private static readonly EnergyPath NewPrognosis = new("api/{version}/postPrognosis");
    private static readonly EnergyPath NewPriceData = new("api/{version}/postPriceData");
    private static readonly EnergyPath NewWeatherData = new("api/{version}/postWeatherData");

    internal static readonly EnergyEndpoint GetServices = new EnergyPath("api/{version}/getService").Get("FlexMeasures.Messages.GetService") with { IsAnonymous = true };
    internal static readonly EnergyEndpoint GetConnections = new EnergyPath("api/{version}/getConnection").Get("FlexMeasures.Messages.GetConnection");
    internal static readonly EnergyEndpoint GetMeterData = MeterData.Get("FlexMeasures.Messages.GetMeterData");
    internal static readonly EnergyEndpoint GetMeterDataWithBody = MeterData.Post(GetMeterData.Operation) with { IsIdempotent = true };
    internal static readonly EnergyEndpoint GetPrognosis = new EnergyPath("api/{version}/getPrognosis").Get("FlexMeasures.Messages.GetPrognosis");
    internal static readonly EnergyEndpoint PostMeterData = NewMeterData.Post("FlexMeasures.Messages.PostMeterData") with { TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint PostPrognosis = NewPrognosis.Post("FlexMeasures.Messages.PostPrognosis") with { TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint PostPriceData = NewPriceData.Post("FlexMeasures.Messages.PostPriceData") with { TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint PostWeatherData = NewWeatherData.Post("FlexMeasures.Messages.PostWeatherData") with { TakesInternalErrorAsFinal = true };

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;
    private readonly FlexMeasuresConnectionNames _names = new();

    internal FlexMeasuresMessageOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresMessageOperations() => _transport = null!;

    private FlexMeasuresClientOptions Options => _transport.Options;

    /// <summary>Lists the services of a version; needs no credential.</summary>
    /// <param name="version">The version.</param>
    /// <param name="access">Only those that this role may call; v2_0 fails on it and is refused.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">v2_0 is asked by role.</exception>
    public virtual Task<FlexMeasuresServiceList> GetServicesAsync(FlexMeasuresApiVersion version, FlexMeasuresRole? access = null, CancellationToken cancellationToken = default)
    {
        if (version.Order == FlexMeasuresApiVersion.V20.Order && access is not null)
        {
            throw new ArgumentException("v2_0 fails when it is asked for the services of a role. Ask for all, and look at Access.", nameof(access));
        }

        return _transport.SendAsync(
            GetServices.At(version).With(new QueryArguments { ["access"] = access?.Name }).With(JsonBody.Empty()), FlexMeasuresJsonContext.Default.FlexMeasuresServiceList,
            cancellationToken);
    }

    /// <summary>Gets the connections of the caller; an admin's are all.</summary>
    /// <param name="version">The version, from v1_1 on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Addresses and names, newest first.</returns>
    public virtual Task<FlexMeasuresConnections> GetConnectionsAsync(FlexMeasuresApiVersion version, CancellationToken cancellationToken = default)
    {
        version.Require(FlexMeasuresApiVersion.V11, "getConnection");
        return _transport.SendAsync(GetConnections.At(version).With(JsonBody.Empty()), FlexMeasuresJsonContext.Default.FlexMeasuresConnections, cancellationToken);
    }

    /// <summary>
    /// Gets meter data as they are on the wire, in one request. Where an answer merges connections of equal values, so that the order does not tell whose names it holds, those
    /// names are asked for one by one, and remembered.
    /// </summary>
    /// <param name="version">The version. v1 is asked with a body where a source is a user, since a query cannot say so.</param>
    /// <param name="connections">The connections, as addresses; short ones (<c>30:73</c>, <c>73</c>) are written out with the options' date code.</param>
    /// <param name="query">Which data.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The values; slots without one are left out.</returns>
    /// <exception cref="ArgumentException">A horizon is above zero, a prior lies before the end, an address names no connection, or a user is a source on a version that cannot say
    /// so.</exception>
    public virtual Task<FlexMeasuresMessageData> GetMeterDataAsync(FlexMeasuresApiVersion version, IReadOnlyList<string> connections, FlexMeasuresMessageQuery query,
        CancellationToken cancellationToken = default)
    {
        CheckMeterData(version, query);
        return GetDataAsync(GetMeterData, version, connections, query, null, cancellationToken);
    }

    /// <summary>Gets prognoses as they are on the wire, in one request; names are found as with meter data.</summary>
    /// <param name="version">The version, from v1_1 on.</param>
    /// <param name="connections">The connections, as addresses; short ones (<c>30:73</c>, <c>73</c>) are written out with the options' date code.</param>
    /// <param name="query">Which data.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The values; slots without one are left out.</returns>
    /// <exception cref="ArgumentException">An address names no connection, or a user is a source.</exception>
    public virtual Task<FlexMeasuresMessageData> GetPrognosisAsync(FlexMeasuresApiVersion version, IReadOnlyList<string> connections, FlexMeasuresMessageQuery query,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        version.Require(FlexMeasuresApiVersion.V11, "getPrognosis");
        return GetDataAsync(GetPrognosis, version, connections, query, null, cancellationToken);
    }

    /// <summary>Posts meter data.</summary>
    /// <param name="version">The version; on v1 the document's grid is checked.</param>
    /// <param name="message">The data, in MW.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="EnergyResponseException">The server knows some of the data already (<see cref="FlexMeasuresStatus.AlreadyReceived"/>) and has stored nothing:
    /// <see cref="StoreAsync"/> goes on from there.</exception>
    /// <exception cref="ArgumentException">Values and duration do not fit, the unit is not MW, a start is off the grid of v1, an address names no connection, or the timing cannot
    /// be said on this version.</exception>
    public virtual Task<FlexMeasuresMessageResult> PostMeterDataAsync(FlexMeasuresApiVersion version, FlexMeasuresMessage message, CancellationToken cancellationToken = default)
    {
        Check(message, ["MW"]);
        if (version.Order == 0)
        {
            foreach (var group in message.Groups)
            {
                if (!FlexMeasuresGrid.IsOnVersion1Grid(message.Start, message.Duration.Ground(message.Start), group.Values.Count))
                {
                    throw new ArgumentException(
                        $"Version 1 takes a start on a quarter of an hour, a duration of N quarters, and a number of values that divides N; "
                            + $"{FlexMeasuresTime.Format(message.Start)}, {message.Duration} and {group.Values.Count} values are not that. The server would store them in "
                            + $"slots that nothing reads back. Move the start to a quarter and send a value for each, or use a later version.", nameof(message));
                }
            }
        }

        CheckAfterTheFact(version.Order < FlexMeasuresApiVersion.V20.Order ? message.Horizon : null, message.Prior, message.Start, message.Duration, nameof(message));
        return PostAsync(PostMeterData, version, "connection", message, target => FlexMeasuresAddresses.Connection(target, Options), cancellationToken);
    }

    /// <summary>Posts prognoses. v1_1 to v1_3 fail on every prognosis, and are refused: use v2_0.</summary>
    /// <param name="version">v2_0.</param>
    /// <param name="message">The data, in MW.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">As for meter data, or the version is not v2_0.</exception>
    public virtual Task<FlexMeasuresMessageResult> PostPrognosisAsync(FlexMeasuresApiVersion version, FlexMeasuresMessage message, CancellationToken cancellationToken = default)
    {
        Check(message, ["MW"]);
        RequirePrognoses(version);
        return PostAsync(PostPrognosis, version, "connection", message, target => FlexMeasuresAddresses.Connection(target, Options), cancellationToken);
    }

    /// <summary>Posts prices of markets.</summary>
    /// <param name="version">The version, from v1_1 on.</param>
    /// <param name="message">The data, in EUR/MWh or KRW/kWh, the market's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The unit is neither, an address names no market, or the timing cannot be said on this version.</exception>
    public virtual Task<FlexMeasuresMessageResult> PostPriceDataAsync(FlexMeasuresApiVersion version, FlexMeasuresMessage message, CancellationToken cancellationToken = default)
    {
        Check(message, PriceUnits);
        version.Require(FlexMeasuresApiVersion.V11, "postPriceData");
        return PostAsync(PostPriceData, version, "market", message, FlexMeasuresAddresses.Market, cancellationToken);
    }

    /// <summary>Posts weather data.</summary>
    /// <param name="version">The version, from v1_1 on. v2_0 needs a horizon: it fails on a prior alone.</param>
    /// <param name="message">The data, in °C, kW/m² or m/s.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The unit is none of these, an address names no weather sensor, or v2_0 gets no horizon.</exception>
    public virtual Task<FlexMeasuresMessageResult> PostWeatherDataAsync(FlexMeasuresApiVersion version, FlexMeasuresMessage message, CancellationToken cancellationToken = default)
    {
        Check(message, WeatherUnits);
        version.Require(FlexMeasuresApiVersion.V11, "postWeatherData");
        if (version == FlexMeasuresApiVersion.V20 && message.Horizon is null)
        {
            throw new ArgumentException("v2_0 fails on weather data without a horizon, a prior alone included. Give a horizon.", nameof(message));
        }

        return PostAsync(PostWeatherData, version, "sensor", message, FlexMeasuresAddresses.WeatherSensor, cancellationToken);
    }

    /// <summary>
    /// Posts a message, whatever of it the server knows already. A server of 2021 rolls back a whole message when a part of it is known: its parts are then posted again, down to
    /// single values, so that what was new is stored.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="post">Which operation: <c>(m, ct) =&gt; client.Messages.PostMeterDataAsync(version, m, ct)</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The last answer; <see cref="FlexMeasuresStatus.AlreadyReceived"/> when some of it was known.</returns>
    public virtual async Task<FlexMeasuresMessageResult> StoreAsync(
        FlexMeasuresMessage message, Func<FlexMeasuresMessage, CancellationToken, Task<FlexMeasuresMessageResult>> post, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(post);
        try
        {
            return await post(message, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyResponseException e) when (e.VendorCode == FlexMeasuresStatus.AlreadyReceived.Code)
        {
            foreach (var part in Parts(message))
            {
                await StoreAsync(part, post, cancellationToken).ConfigureAwait(false);
            }

            return new FlexMeasuresMessageResult { AnswerStatus = FlexMeasuresStatus.AlreadyReceived, Message = "Some of the data were known already; the rest is stored." };
        }
    }

    private static void RequirePrognoses(FlexMeasuresApiVersion version) => version.Require(FlexMeasuresApiVersion.V20, "A postPrognosis that works (servers fail on it before)");

    private static void CheckMeterData(FlexMeasuresApiVersion version, FlexMeasuresMessageQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _ = version.Order;
        CheckAfterTheFact(query.Horizon, query.Prior, query.Start, query.Duration, nameof(query));
    }

    private static void CheckAfterTheFact(FlexMeasuresHorizon? horizon, OffsetDateTime? prior, OffsetDateTime start, IsoDuration duration, string name)
    {
        if (horizon is { } given && !given.Duration.IsNegative && given.Duration != IsoDuration.Zero)
        {
            throw new ArgumentException($"The horizon {given} is before the fact, where there are no meter readings. Give zero or a negative one.", name);
        }

        if (prior is { } recorded && recorded.ToInstant() < start.ToInstant() + duration.Ground(start))
        {
            throw new ArgumentException($"The prior {FlexMeasuresTime.Format(recorded)} is before the end of the data: meter readings are only known after the fact.", name);
        }
    }

    // The addresses, written out.
    private string[] CheckQuery(EnergyEndpoint endpoint, FlexMeasuresApiVersion version, IReadOnlyList<string> connections, FlexMeasuresMessageQuery query)
    {
        ArgumentNullException.ThrowIfNull(connections);
        if (connections.Count == 0)
        {
            throw new ArgumentException("There are no connections. Give at least one.", nameof(connections));
        }

        if (query.Unit != "MW")
        {
            throw new ArgumentException($"The unit '{query.Unit}' is not one that servers give power in. Ask for MW and convert.", nameof(query));
        }

        if (query.Duration.Ground(query.Start) <= Duration.Zero || query.Resolution is { HasCalendarParts: true })
        {
            throw new ArgumentException($"The duration {query.Duration} must be above zero, and a resolution not in months or years.", nameof(query));
        }

        if (query.Sources.Any(static s => s.UserId is not null) && (version.Order > 0 || endpoint != GetMeterData))
        {
            throw new ArgumentException(
                "A user can be a source only in v1's getMeterData: other versions take a user's id for the name of a role, and then select everybody. Give roles.", nameof(query));
        }

        return [.. connections.Select(c => FlexMeasuresAddresses.Connection(c, Options))];
    }

    private static FlexMeasuresMessageData Read(EnergyCall call, Dictionary<string, JsonElement> body, string targetKey)
    {
        try
        {
            return FlexMeasuresMessageReader.ReadAnswer(JsonSerializer.SerializeToElement(body, FlexMeasuresJsonContext.Default.DictionaryStringJsonElement), targetKey);
        }
        catch (JsonException e)
        {
            throw EnergyErrors.Unreadable(call, e, "$");
        }
    }

    private static void Check(FlexMeasuresMessage message, string[] units)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!units.Contains(message.Unit))
        {
            throw new ArgumentException($"The unit '{message.Unit}' is not one that the message takes. Convert the values to {string.Join(" or ", units)}.", nameof(message));
        }

        if (message.Groups.Count == 0)
        {
            throw new ArgumentException("There are no groups. Add targets with values.", nameof(message));
        }

        var duration = message.Duration.Ground(message.Start);
        if (duration <= Duration.Zero)
        {
            throw new ArgumentException($"The duration {message.Duration} is not above zero.", nameof(message));
        }

        foreach (var group in message.Groups)
        {
            if (group.Targets.Count == 0 || group.Values.Count == 0)
            {
                throw new ArgumentException("A group has no targets or no values. Give at least one of each.", nameof(message));
            }

            if (group.Values.Any(static v => !double.IsFinite(v)))
            {
                throw new ArgumentException("A value is not a finite number. Leave the slot out: send the parts before and behind it apart.", nameof(message));
            }

            if (duration.BclCompatibleTicks % (group.Values.Count * NodaConstants.TicksPerSecond) != 0)
            {
                throw new ArgumentException($"{group.Values.Count} values over {message.Duration} do not make slots of whole seconds. Send as many values as there are slots.",
                    nameof(message));
            }
        }
    }

    // Groups, then targets, then halves; a single value has no parts.
    private static IEnumerable<FlexMeasuresMessage> Parts(FlexMeasuresMessage message)
    {
        if (message.Groups is not [{ Targets: [_] } only])
        {
            return message.Groups.SelectMany(group => group.Targets.Select(target => message with { Groups = [group with { Targets = [target] }] }));
        }

        if (only.Values.Count == 1)
        {
            return [];
        }

        var half = only.Values.Count / 2;
        var step = message.Duration.Ground(message.Start) / only.Values.Count;
        return
        [
            message with { Groups = [only with { Values = [.. only.Values.Take(half)] }], Duration = new IsoDuration(step * half) },
            message with
            {
                Groups = [only with { Values = [.. only.Values.Skip(half)] }],
                Start = (message.Start.ToInstant() + (step * half)).WithOffset(message.Start.Offset),
                Duration = new IsoDuration(step * (only.Values.Count - half)),
            },
        ];
    }

    private static string? Horizon(FlexMeasuresApiVersion version, FlexMeasuresMessage message)
    {
        if (version.Order < FlexMeasuresApiVersion.V20.Order && message.Prior is { } prior)
        {
            if (message.Horizon is not null)
            {
                throw new ArgumentException($"{version} takes one of prior and horizon. Leave one out, or use v2_0.", nameof(message));
            }

            // v1.x has no prior, but a plain horizon that counts from the end of the whole period, which names one time of recording too.
            return new FlexMeasuresHorizon(message.Start.ToInstant() + message.Duration.Ground(message.Start) - prior.ToInstant()).ToString();
        }

        // What the document promises, each value's horizon counted from its own slot: v1.x means that only with R/, v2_0 only without.
        return message.Horizon is { } horizon ? (horizon with { IsRolling = version.Order < FlexMeasuresApiVersion.V20.Order }).ToString() : null;
    }

    // Messages name what they ask for after the operation.
    private static string TypeOf(EnergyEndpoint endpoint) => endpoint.Operation[(endpoint.Operation.LastIndexOf('.') + 1)..] + "Request";

    private async Task<FlexMeasuresMessageData> GetDataAsync(
        EnergyEndpoint endpoint, FlexMeasuresApiVersion version, IReadOnlyList<string> asked, FlexMeasuresMessageQuery query, RetryBudget? retries,
        CancellationToken cancellationToken)
    {
        var connections = CheckQuery(endpoint, version, asked, query);
        var request = query.Sources.Any(static s => s.UserId is not null)
            ? GetMeterDataWithBody.At(version).WithJson(json => WriteBody(json, QueryOf(endpoint, query, connections)))
            : endpoint.At(version).With(QueryOf(endpoint, query, connections)).With(JsonBody.Empty());
        using var response = await _transport.OpenAsync(request with { Retries = retries }, cancellationToken).ConfigureAwait(false);
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        var body = await response.ReadJsonAsync(FlexMeasuresJsonContext.Default.DictionaryStringJsonElement, cancellationToken).ConfigureAwait(false);
        var data = Read(response.Call, body, "connection");
        return data with { ByAddress = await _names.MapAsync(response.Call, data.Groups, connections, AskNameAsync).ConfigureAwait(false) };

        // A single connection's answer holds its name alone; one slot is enough.
        async Task<string> AskNameAsync(string address)
        {
            var single = new FlexMeasuresMessageQuery { Start = query.Start, Duration = query.Resolution ?? query.Duration };
            var answer = await GetDataAsync(GetMeterData, version, [address], single, retries, cancellationToken).ConfigureAwait(false);
            return answer.Groups is [{ Targets: [var name] }]
                ? name
                : throw EnergyErrors.Unreadable(response.Call,
                    new JsonException($"The answer for {address} alone names {answer.Groups.Sum(static g => g.Targets.Count)} connections."), "$.connections");
        }
    }

    private static QueryArguments QueryOf(EnergyEndpoint endpoint, FlexMeasuresMessageQuery query, string[] connections)
    {
        var arguments = new QueryArguments().Add("type", TypeOf(endpoint));
        foreach (var connection in connections)
        {
            arguments.Add(connections.Length == 1 ? "connection" : "connections", connection);
        }

        arguments
            .Add("start", query.Start)
            .Add("duration", query.Duration.ToString())
            .Add("unit", query.Unit)
            .Add("resolution", query.Resolution?.ToString())
            .Add("horizon", query.Horizon?.ToString())
            .Add("prior", query.Prior);
        foreach (var source in query.Sources)
        {
            arguments.Add("source", source.ToString());
        }

        return arguments;
    }

    // The members of a query as a body, where a user can be named by a number.
    private static void WriteBody(Utf8JsonWriter json, QueryArguments query)
    {
        foreach (var values in query.GroupBy(static q => q.Key, static q => q.Value))
        {
            json.WritePropertyName(values.Key);
            if (values.Count() > 1)
            {
                json.WriteStartArray();
            }

            foreach (var value in values)
            {
                if (values.Key == "source" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var user))
                {
                    json.WriteNumberValue(user);
                }
                else
                {
                    json.WriteStringValue(value);
                }
            }

            if (values.Count() > 1)
            {
                json.WriteEndArray();
            }
        }
    }

    private static void WriteGroup(Utf8JsonWriter json, string key, FlexMeasuresMessageGroup group, Func<string, string> address)
    {
        string[] targets = [.. group.Targets.Select(address)];
        _ = targets is [var only] ? json.Add(key, only) : json.Add(key + "s", targets);
        json.AddValues(group.Values, static value => value);
    }

    private Task<FlexMeasuresMessageResult> PostAsync(
        EnergyEndpoint endpoint, FlexMeasuresApiVersion version, string key, FlexMeasuresMessage message, Func<string, string> address, CancellationToken cancellationToken)
    {
        var isNew = version.Order >= FlexMeasuresApiVersion.V20.Order;
        var horizon = Horizon(version, message);
        var post = endpoint with { IsIdempotent = message.Horizon is not null || message.Prior is not null || !isNew };
        return _transport.SendAsync(
            post.At(version).WithJson(json =>
        {
            json.WriteString("type", TypeOf(endpoint));
            if (message.Groups is [var only])
            {
                WriteGroup(json, key, only, address);
            }
            else
            {
                json.WriteStartArray("groups");
                foreach (var group in message.Groups)
                {
                    json.WriteStartObject();
                    WriteGroup(json, key, group, address);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.Add("start", message.Start)
                .Add("duration", message.Duration.ToString())
                .Add("unit", message.Unit)
                .Add("horizon", horizon)
                .Add("prior", isNew ? message.Prior : null);
        }),
            FlexMeasuresJsonContext.Default.FlexMeasuresMessageResult,
            cancellationToken);
    }
}
