using System.Text.Json;

namespace Energy.Clients.Sundaya;

/// <summary>A pack management system's telemetry.</summary>
public sealed record PmsDataset : DeviceDataset
{
    /// <summary>The temperature of the system in °C, above 0.</summary>
    public required double Temperature { get; init; }

    /// <summary>The samples; may be none.</summary>
    public required IReadOnlyList<PmsSample> Samples { get; init; }

    /// <inheritdoc/>
    public override DeviceDatasetKind Kind => DeviceDatasetKind.Pms;

    internal override int SampleCount => Samples.Count;

    internal override void WriteStatus(Utf8JsonWriter json) => json.WriteNumber("temp", Finite(Temperature));

    internal override void WriteSample(Utf8JsonWriter json, int sample)
    {
        var pack = Samples[sample];
        json.WriteStartObject();
        json.WriteString("time_local", Stamp(pack.Time));
        json.WriteStartObject("pack");
        json.WriteString("id", pack.PackId);
        json.WriteNumber("dock", pack.Dock);
        json.WriteNumber("amps", Finite(pack.Amps));
        WriteNumbers(json, "temp", pack.Temperatures);
        json.WriteStartObject("cell");
        WriteNumbers(json, "open", pack.OpenCells.Select(n => (double)n));
        WriteNumbers(json, "volts", pack.CellVolts);
        json.WriteEndObject();
        json.WriteStartObject("fet");
        WriteNumbers(json, "open", pack.OpenFets.Select(n => (double)n));
        WriteNumbers(json, "temp", pack.FetTemperatures);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
