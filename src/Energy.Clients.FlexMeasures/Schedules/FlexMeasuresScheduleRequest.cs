namespace Energy.Clients.FlexMeasures;

/// <summary>A plan to be worked out.</summary>
public sealed record FlexMeasuresScheduleRequest
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresFlexModel>?> _flexModel;

    /// <summary>The start of the plan.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public required OffsetDateTime Start { get; init; }

    /// <summary>How long; <see langword="null"/> leaves it to the server, which plans 48 hours. At most 2,520 slots.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>The length of a slot; <see langword="null"/> is the sensor's. It must be a multiple of the sensor's.</summary>
    public IsoDuration? Resolution { get; init; }

    /// <summary>Plan with what was known before this time.</summary>
    [JsonConverter(typeof(OffsetDateTimeJsonConverter))]
    public OffsetDateTime? Prior { get; init; }

    /// <summary>The devices; <see langword="null"/> takes what the server has stored of them. Asked of an asset each names its sensor; asked of a sensor there is one,
    /// without.</summary>
    public IReadOnlyList<FlexMeasuresFlexModel>? FlexModel { get => _flexModel.Value; init => _flexModel = new(value); }

    /// <summary>What surrounds them.</summary>
    public FlexMeasuresFlexContext? FlexContext { get; init; }

    /// <summary>Whether devices are planned one after another and not together.</summary>
    public bool? Sequential { get; init; }

    /// <summary>Whether to work it out again although the same request was made in the last hour: set it when the data have changed.</summary>
    public bool? ForceNewJob { get; init; }

    internal void Check(bool ofAsset)
    {
        if (Duration is { } duration)
        {
            FlexMeasuresCheck.WholeMinutes(duration, nameof(Duration));
            FlexMeasuresCheck.NotNegative(duration, nameof(Duration));
        }

        if (Resolution is { } resolution)
        {
            FlexMeasuresCheck.WholeMinutes(resolution, nameof(Resolution));
        }

        if (!ofAsset && FlexModel is { Count: not 1 })
        {
            throw new ArgumentException(
                $"A sensor's schedule has one flex-model, not {FlexModel.Count}; leave it out, or give one. Ask the asset for a schedule of several devices.");
        }

        if (FlexModel?.Any(static m => m.SocGain is { Count: 0 } || m.SocUsage is { Count: 0 }) == true)
        {
            throw new ArgumentException("SocGain or SocUsage is empty, which servers refuse. Leave it out, or give a quantity.");
        }

        if (ofAsset && FlexModel?.Any(m => m.SensorId is null && m.Extra?.ContainsKey("sensor") != true) == true)
        {
            throw new ArgumentException("A flex-model names no sensor. Set SensorId: an asset's schedule needs to know whose plan each is.");
        }
    }

    internal void WriteTo(Utf8JsonWriter json, bool ofAsset)
    {
        json.WriteString("start", FlexMeasuresTime.Format(Start));
        json.Add("duration", Duration);
        json.Add("resolution", Resolution);
        json.Add("prior", Prior);
        if (FlexModel is { } models)
        {
            json.WritePropertyName("flex-model");
            if (ofAsset)
            {
                json.WriteStartArray();
                foreach (var model in models)
                {
                    model.WriteTo(json);
                }

                json.WriteEndArray();
            }
            else
            {
                models[0].WriteTo(json);
            }
        }

        if (FlexContext is { } context)
        {
            json.WritePropertyName("flex-context");
            context.WriteTo(json);
        }

        json.Add("sequential", Sequential);

        // Spelt so by servers from 0.33 on; the sensor's trigger knows both spellings.
        json.Add("force-new-job-creation", ForceNewJob);
    }
}
