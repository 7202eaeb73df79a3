using System.Text.Json;
using NodaTime;

namespace Energy.Clients.FlexMeasures;

/// <summary>A plan to be worked out.</summary>
public sealed record FlexMeasuresScheduleRequest
{
    /// <summary>The start of the plan.</summary>
    public required OffsetDateTime Start { get; init; }

    /// <summary>How long; <see langword="null"/> leaves it to the server, which plans 48 hours. At most 2,520 slots.</summary>
    public IsoDuration? Duration { get; init; }

    /// <summary>The length of a slot; <see langword="null"/> is the sensor's. It must be a multiple of the sensor's.</summary>
    public IsoDuration? Resolution { get; init; }

    /// <summary>Plan with what was known before this time.</summary>
    public OffsetDateTime? Prior { get; init; }

    /// <summary>The devices. Asked of an asset each names its sensor; asked of a sensor there is one, without.</summary>
    public IReadOnlyList<FlexMeasuresFlexModel> FlexModel { get; init; } = [];

    /// <summary>What surrounds them.</summary>
    public FlexMeasuresFlexContext? FlexContext { get; init; }

    /// <summary>Whether devices are planned one after another and not together.</summary>
    public bool? Sequential { get; init; }

    /// <summary>Whether to work it out anew although the same request was made in the last hour: set it when the data have changed.</summary>
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

        if (!ofAsset && FlexModel.Count > 1)
        {
            throw new ArgumentException($"A sensor's schedule has one flex-model, not {FlexModel.Count}. Ask the asset for a schedule of several devices.");
        }

        if (ofAsset && FlexModel.Any(m => m.SensorId is null && m.Extra?.ContainsKey("sensor") != true))
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
        if (FlexModel.Count > 0)
        {
            json.WritePropertyName("flex-model");
            if (ofAsset)
            {
                json.WriteStartArray();
                foreach (var model in FlexModel)
                {
                    model.WriteTo(json);
                }

                json.WriteEndArray();
            }
            else
            {
                FlexModel[0].WriteTo(json);
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
