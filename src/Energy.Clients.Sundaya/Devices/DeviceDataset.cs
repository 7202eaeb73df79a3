using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Energy.Clients.Sundaya;

/// <summary>Telemetry of one device: an id, its status, and samples.</summary>
public abstract record DeviceDataset
{
    private protected DeviceDataset()
    {
    }

    /// <summary>The device's id, not empty.</summary>
    public required string Id { get; init; }

    /// <summary>The status as the device sends it: 4 hexadecimal digits. <see cref="DeviceStatus"/> decodes and encodes it.</summary>
    public required string StatusCode { get; init; }

    /// <summary>The kind of the dataset.</summary>
    public abstract DeviceDatasetKind Kind { get; }

    internal abstract int SampleCount { get; }

    internal abstract void WriteStatus(Utf8JsonWriter json);

    internal abstract void WriteSample(Utf8JsonWriter json, int sample);

    /// <summary>Writes the dataset with some of its samples.</summary>
    internal void Write(Utf8JsonWriter json, int from, int count)
    {
        json.WriteStartObject();
        json.WriteString(DeviceTelemetry.IdMember(Kind), Id);
        json.WriteStartObject("status");
        json.WriteString("code", StatusCode);
        WriteStatus(json);
        json.WriteEndObject();
        json.WriteStartArray("data");
        for (var i = from; i < from + count; i++)
        {
            WriteSample(json, i);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A stamp as the server wants it: milliseconds and a numeric offset always.</summary>
    internal static string Stamp(OffsetDateTime time)
    {
        var offset = time.Offset;
        var minutes = Math.Abs(offset.Seconds) / 60;
        return time.LocalDateTime.ToString("uuuuMMdd'T'HHmmss.fff", CultureInfo.InvariantCulture)
            + string.Create(CultureInfo.InvariantCulture, $"{(offset.Seconds < 0 ? '-' : '+')}{minutes / 60:00}{minutes % 60:00}");
    }

    private protected static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(Finite(number));
        }

        json.WriteEndArray();
    }

    private protected static void WriteDc(Utf8JsonWriter json, string name, DcMeasurement measurement, bool turn)
    {
        json.WriteStartObject(name);
        WriteNumbers(json, "volts", measurement.Volts);
        WriteNumbers(json, "amps", turn ? measurement.Amps.Select(Math.Abs) : measurement.Amps);
        json.WriteEndObject();
    }

    private protected static void WriteBattery(Utf8JsonWriter json, BatteryMeasurement battery)
    {
        json.WriteStartObject("battery");
        json.WriteNumber("volts", Finite(battery.Volts));
        json.WriteNumber("amps", Finite(battery.Amps));
        json.WriteEndObject();
    }

    internal static double Finite(double number) => double.IsFinite(number)
        ? number
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{number} is not a number that can be sent. Leave the sample out."));
}
