using System.Text.Json;

namespace Energy.Clients.Sundaya;

/// <summary>A maximum power point tracker's telemetry.</summary>
public sealed record MpptDataset : DeviceDataset
{
    /// <summary>The samples; may be none.</summary>
    public required IReadOnlyList<MpptSample> Samples { get; init; }

    /// <inheritdoc/>
    public override DeviceDatasetKind Kind => DeviceDatasetKind.Mppt;

    internal override int SampleCount => Samples.Count;

    internal override void WriteStatus(Utf8JsonWriter json)
    {
    }

    internal override void WriteSample(Utf8JsonWriter json, int sample)
    {
        Write(json, Samples[sample]);
    }

    private static void Write(Utf8JsonWriter json, MpptSample sample)
    {
        json.WriteStartObject();
        json.WriteString("time_local", Stamp(sample.Time));
        WriteDc(json, "pv", sample.Pv, turn: false);
        WriteBattery(json, sample.Battery);
        WriteDc(json, "load", sample.Load, turn: true);
        json.WriteEndObject();
    }
}
