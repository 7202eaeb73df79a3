using System.Text.Json;

namespace Energy.Clients.Sundaya;

/// <summary>A grid-interactive inverter's telemetry.</summary>
public sealed record InverterDataset : DeviceDataset
{
    /// <summary>The samples; may be none.</summary>
    public required IReadOnlyList<InverterSample> Samples { get; init; }

    /// <inheritdoc/>
    public override DeviceDatasetKind Kind => DeviceDatasetKind.Inverter;

    internal override int SampleCount => Samples.Count;

    internal override void WriteStatus(Utf8JsonWriter json)
    {
    }

    internal override void WriteSample(Utf8JsonWriter json, int sample)
    {
        Write(json, Samples[sample]);
    }

    private static void Write(Utf8JsonWriter json, InverterSample sample)
    {
        json.WriteStartObject();
        json.WriteString("time_local", Stamp(sample.Time));
        WriteDc(json, "pv", sample.Pv, turn: false);
        WriteBattery(json, sample.Battery);
        WriteDc(json, "load", sample.Load, turn: true);
        json.WriteStartObject("grid");
        WriteNumbers(json, "volts", sample.Grid.Volts);
        WriteNumbers(json, "amps", sample.Grid.Amps);
        WriteNumbers(json, "pf", sample.Grid.PowerFactors);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
