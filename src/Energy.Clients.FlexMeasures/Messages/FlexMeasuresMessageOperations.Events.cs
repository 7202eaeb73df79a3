namespace Energy.Clients.FlexMeasures.Messages;

/// <content>Flexibility events and the plans that they lead to.</content>
public partial class FlexMeasuresMessageOperations
{
    internal static readonly EnergyEndpoint PostUdiEvent = new EnergyPath("api/{version}/postUdiEvent").Post("FlexMeasures.Messages.PostUdiEvent");
    internal static readonly EnergyEndpoint GetDeviceMessage = new EnergyPath("api/{version}/getDeviceMessage").Get("FlexMeasures.Messages.GetDeviceMessage");

    /// <summary>Posts the state of charge of a device, from which the server plans.</summary>
    /// <param name="version">The version, from v1_2 on; targets from v1_3 on.</param>
    /// <param name="udiEvent">The event.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The unit is not kWh or MWh, the type of the event is not known, or targets are missing or too many.</exception>
    public virtual Task<FlexMeasuresMessageResult> PostUdiEventAsync(FlexMeasuresApiVersion version, FlexMeasuresUdiEvent udiEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(udiEvent);
        version.Require(FlexMeasuresApiVersion.V12, "postUdiEvent");
        var address = FlexMeasuresAddresses.Event(udiEvent.Event);
        if (udiEvent.Unit is not ("kWh" or "MWh"))
        {
            throw new ArgumentException($"The unit '{udiEvent.Unit}' is not one of a state of charge. Give kWh or MWh.", nameof(udiEvent));
        }

        if (address.EventType == "soc-with-targets")
        {
            version.Require(FlexMeasuresApiVersion.V13, "soc-with-targets");
            if (udiEvent.Targets.Count == 0)
            {
                throw new ArgumentException("The event is soc-with-targets and has no targets. Add one, or make it soc.", nameof(udiEvent));
            }
        }
        else if (address.EventType != "soc")
        {
            throw new ArgumentException($"The type '{address.EventType}' of the event is not known. It is soc or soc-with-targets.", nameof(udiEvent));
        }

        return _transport.SendAsync(
            PostUdiEvent.At(version).WithJson(json =>
            {
                json.WriteString("type", "PostUdiEventRequest");
                json.WriteString("event", udiEvent.Event.ToString());
                json.WriteNumber("value", udiEvent.Value);
                json.WriteString("unit", udiEvent.Unit);
                json.WriteString("datetime", FlexMeasuresTime.Format(udiEvent.At));
                if (address.EventType == "soc-with-targets")
                {
                    json.WriteStartArray("targets");
                    foreach (var target in udiEvent.Targets)
                    {
                        json.WriteStartObject();
                        json.WriteNumber("value", target.Value);
                        json.WriteString("datetime", FlexMeasuresTime.Format(target.At));
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }
            }),
            FlexMeasuresJsonContext.Default.FlexMeasuresMessageResult,
            cancellationToken);
    }

    /// <summary>Asks once for the plan that an event led to.</summary>
    /// <param name="version">The version, from v1_2 on. v1_2 works the plan out while one waits.</param>
    /// <param name="events">The events, spelt exactly as they were posted.</param>
    /// <param name="duration">How much of the plan; <see langword="null"/> leaves it to the server, which gives 6 hours. 48 hours at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The plan, or why there is none (yet). Positive is consumption.</returns>
    /// <exception cref="ArgumentException">An address names no event.</exception>
    public virtual async Task<FlexMeasuresPollResult<FlexMeasuresMessageData>> GetDeviceMessageAsync(
        FlexMeasuresApiVersion version, IReadOnlyList<EntityAddress> events, IsoDuration? duration = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        version.Require(FlexMeasuresApiVersion.V12, "getDeviceMessage");
        ArgumentOutOfRangeException.ThrowIfZero(events.Count, nameof(events));
        var query = new QueryArguments().Add("type", "GetDeviceMessageRequest");
        foreach (var address in events)
        {
            var type = FlexMeasuresAddresses.Event(address).EventType;
            if (type is not ("soc" or "soc-with-targets"))
            {
                throw new ArgumentException($"The type '{type}' of the event is not known. It is soc or soc-with-targets.", nameof(events));
            }

            query.Add(events.Count == 1 ? "event" : "events", address.ToString());
        }

        query.Add("duration", duration);
        var request = GetDeviceMessage.At(version).With(query).With(JsonBody.Empty());
        var result = await _transport.AskAsync(request, FlexMeasuresJsonContext.Default.DictionaryStringJsonElement, cancellationToken).ConfigureAwait(false);
        var call = new EnergyCall(request.Endpoint);
        return new FlexMeasuresPollResult<FlexMeasuresMessageData>
        {
            State = result.State,
            Value = result.Value is null ? null : ByEvent(call, Read(call, result.Value, "event"), events),
            Message = result.Message,
            Status = result.Status,
            Refusal = result.Refusal,
            Endpoint = request.Endpoint,
        };
    }

    // Unlike connections, events come back as they were asked for.
    private static FlexMeasuresMessageData ByEvent(EnergyCall call, FlexMeasuresMessageData data, IReadOnlyList<EntityAddress> events) => data with
    {
        ByAddress = events.Select(static e => e.ToString()).Distinct().ToDictionary(
            e => e,
            e => data.Groups.FirstOrDefault(g => g.Targets.Contains(e))?.Values
                ?? throw EnergyErrors.Unreadable(call, new System.Text.Json.JsonException($"The plan of {e} is missing."), "$.events")),
    };

    /// <summary>Asks for the plan of an event until it is there, has failed, or the deadline comes.</summary>
    /// <param name="version">The version.</param>
    /// <param name="events">The events.</param>
    /// <param name="duration">How much of the plan.</param>
    /// <param name="polling">How long and how often to ask.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The plan, or why there is none.</returns>
    public virtual Task<FlexMeasuresPollResult<FlexMeasuresMessageData>> WaitForDeviceMessageAsync(
        FlexMeasuresApiVersion version, IReadOnlyList<EntityAddress> events, IsoDuration? duration = null, FlexMeasuresPolling? polling = null,
        CancellationToken cancellationToken = default) =>
        FlexMeasuresPoller.WaitAsync(token => GetDeviceMessageAsync(version, events, duration, token), polling, _transport.TimeProvider, cancellationToken);
}
