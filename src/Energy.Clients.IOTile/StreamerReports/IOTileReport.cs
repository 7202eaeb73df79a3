using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Energy.Clients.IOTile;

/// <summary>A report of a device: its readings, as relayed by a phone or gateway. Read, built and checked here; sent by <see cref="IOTileStreamerReportOperations"/>.</summary>
/// <remarks>
/// Binary layout, little endian: format byte 1, length (low byte, then 16 high bits), device, report id, uptime, signature flags, streamer index, selector (20 bytes); 16 bytes a
/// reading; lowest and highest id, and the first 16 bytes of the SHA-256 of all before (24 bytes).
/// </remarks>
public sealed record IOTileReport
{
    private readonly ByContent<IReadOnlyList<IOTileReportReading>> _readings = new([]);

    /// <summary>Bytes before the readings.</summary>
    public const int HeaderLength = 20;

    /// <summary>Bytes behind the readings.</summary>
    public const int FooterLength = 24;

    /// <summary>Bytes of a reading.</summary>
    public const int ReadingLength = 16;

    /// <summary>The most readings that the length field can count.</summary>
    public const int MaxReadings = (0xFF_FFFF - HeaderLength - FooterLength) / ReadingLength;

    private const int HashLength = 16;
    private const int ChoppedAbove = 196_592;
    private const int ChoppedBelow = 196_608;

    /// <summary>The device; its number must fit into 32 bits.</summary>
    public required DeviceSlug Device { get; init; }

    /// <summary>The report's own id, larger than any reading's in it.</summary>
    public required uint ReportId { get; init; }

    /// <summary>The device's uptime in seconds when it sent the report.</summary>
    public required uint SentTimestamp { get; init; }

    /// <summary>The streamer's index.</summary>
    public byte StreamerIndex { get; init; }

    /// <summary>The streamer's selector: <c>0x5FFF</c> system, <c>0x57FF</c> user, <c>0xD7FF</c> combined, <c>0xFFFF</c> any.</summary>
    public ushort StreamerSelector { get; init; } = 0xFFFF;

    /// <summary>The readings, in the order sent.</summary>
    public IReadOnlyList<IOTileReportReading> Readings { get => _readings.Value; init => _readings = new(value); }

    /// <summary>The streamer that the report belongs to.</summary>
    public StreamerSlug Streamer => new(Device, StreamerIndex);

    /// <summary>Reads a report and requires it to be whole, unchanged and signed as the server takes it.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="IOTileReportFormatException">It is not; the offset and the reason are told.</exception>
    public static IOTileReport Parse(ReadOnlySpan<byte> file)
    {
        var inspection = Inspect(file);
        if (inspection.Fault is { } fault)
        {
            throw fault;
        }

        return new IOTileReport
        {
            Device = new DeviceSlug(inspection.DeviceId),
            ReportId = inspection.ReportId,
            SentTimestamp = inspection.SentTimestamp,
            StreamerIndex = inspection.StreamerIndex,
            StreamerSelector = inspection.StreamerSelector,
            Readings = inspection.Readings,
        };
    }

    /// <summary>Reads what a report says of itself, as far as it goes, the way the server does, and tells the first fault.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The findings; <see cref="IOTileReportInspection.Fault"/> is <see langword="null"/> for a report that can be used.</returns>
    public static IOTileReportInspection Inspect(ReadOnlySpan<byte> file)
    {
        if (file.Length > 0 && file[0] != 1)
        {
            return new IOTileReportInspection { Format = file[0], Fault = new IOTileReportFormatException(0, $"the format byte is {file[0]}, only 1 is known.") };
        }

        if (file.Length < HeaderLength)
        {
            return new IOTileReportInspection
            {
                Fault =
                new IOTileReportFormatException(file.Length, $"the file ends after {file.Length} bytes, the header alone has {HeaderLength}.")
            };
        }

        var length = (BinaryPrimitives.ReadUInt16LittleEndian(file[2..]) << 8) | file[1];
        var body = length - HeaderLength - FooterLength;
        // As the server divides: towards zero, so that only a length well below the least gives a negative count.
        var expected = body / ReadingLength;
        var found = new IOTileReportInspection
        {
            Format = file[0],
            Length = length,
            DeviceId = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]),
            ReportId = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]),
            SentTimestamp = BinaryPrimitives.ReadUInt32LittleEndian(file[12..]),
            SignatureFlags = file[16],
            StreamerIndex = file[17],
            StreamerSelector = BinaryPrimitives.ReadUInt16LittleEndian(file[18..]),
            ExpectedCount = expected,
            IsChopped = length is > ChoppedAbove and < ChoppedBelow,
        };
        var isTooShort = file.Length < HeaderLength + FooterLength
            ? new IOTileReportFormatException(file.Length, $"the file ends after {file.Length} bytes, header and footer alone have {HeaderLength + FooterLength}.")
            : null;
        if (file.Length < FooterLength)
        {
            return found with { Fault = isTooShort };
        }

        // The server takes the footer from the end, even where it lies over the header.
        var footer = file[^FooterLength..];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file[..^HashLength], hash);
        var signature = footer[^HashLength..];
        found = found with
        {
            LowestId = BinaryPrimitives.ReadUInt32LittleEndian(footer),
            HighestId = BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]),
            Signature = Convert.ToHexStringLower(signature),
            HashValid = hash[..HashLength].SequenceEqual(signature),
        };
        var fits = expected >= 0 && HeaderLength + (expected * ReadingLength) + FooterLength <= file.Length;
        return found with { Readings = fits ? ReadReadings(file, expected) : [], Fault = isTooShort ?? FindFault(found, file, fits) };
    }

    /// <summary>Writes the report as a device does.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The device's number does not fit into 32 bits, there are too many readings, or the report's id is not above theirs.</exception>
    public byte[] ToBytes()
    {
        if (Device.Id > uint.MaxValue)
        {
            throw new ArgumentException($"The device {Device} has a number beyond 32 bits, which a binary report cannot carry. Use the JSON or MessagePack form.");
        }

        if (Readings.Count > MaxReadings)
        {
            throw new ArgumentException($"The report has {Readings.Count} readings, at most {MaxReadings} fit. Split it.");
        }

        if (Readings.Count > 0 && Readings.Max(r => r.Id) >= ReportId)
        {
            throw new ArgumentException($"The report's id {ReportId} is not above the ids of its readings. Give it the next id.");
        }

        var file = new byte[HeaderLength + FooterLength + (Readings.Count * ReadingLength)];
        var span = file.AsSpan();
        span[0] = 1;
        span[1] = (byte)file.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(span[2..], (ushort)(file.Length >> 8));
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], (uint)Device.Id);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], ReportId);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], SentTimestamp);
        span[17] = StreamerIndex;
        BinaryPrimitives.WriteUInt16LittleEndian(span[18..], StreamerSelector);
        var at = HeaderLength;
        foreach (var reading in Readings)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span[at..], reading.Stream);
            BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 4)..], reading.Id);
            BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 8)..], reading.DeviceTimestamp);
            BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 12)..], reading.Value);
            at += ReadingLength;
        }

        var (lowest, highest) = Range();
        BinaryPrimitives.WriteUInt32LittleEndian(span[at..], lowest);
        BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 4)..], highest);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(span[..^HashLength], hash);
        hash[..HashLength].CopyTo(span[^HashLength..]);
        return file;
    }

    /// <summary>When a reading was taken.</summary>
    /// <param name="reading">A reading of this report.</param>
    /// <param name="received">When the report was received.</param>
    /// <returns>The instant.</returns>
    public Instant TimeOf(IOTileReportReading reading, Instant received) => IOTileDeviceTime.ToInstant(reading.DeviceTimestamp, received, SentTimestamp);

    internal (uint Lowest, uint Highest) Range() => Readings.Count == 0 ? (0, 0) : (Readings.Min(r => r.Id), Readings.Max(r => r.Id));

    private static IOTileReportReading[] ReadReadings(ReadOnlySpan<byte> file, int count)
    {
        var readings = new IOTileReportReading[count];
        for (var i = 0; i < count; i++)
        {
            var at = file[(HeaderLength + (i * ReadingLength))..];
            readings[i] = new IOTileReportReading(
                BinaryPrimitives.ReadUInt16LittleEndian(at), BinaryPrimitives.ReadUInt32LittleEndian(at[4..]), BinaryPrimitives.ReadUInt32LittleEndian(at[8..]),
                BinaryPrimitives.ReadUInt32LittleEndian(at[12..]));
        }

        return readings;
    }

    private static IOTileReportFormatException? FindFault(IOTileReportInspection found, ReadOnlySpan<byte> file, bool fits)
    {
        if (found.Length != file.Length)
        {
            return new IOTileReportFormatException(1,
                $"the header says {found.Length} bytes, the file has {file.Length}: it was {(found.Length > file.Length ? "cut" : "added to")}.");
        }

        if (!fits || (found.Length - HeaderLength - FooterLength) % ReadingLength != 0)
        {
            return new IOTileReportFormatException(1, $"the length {found.Length} is not {HeaderLength + FooterLength} and a multiple of {ReadingLength}.");
        }

        if (found.SignatureFlags != (byte)IOTileReportSignature.Hash)
        {
            return new IOTileReportFormatException(16, $"the signature flags are {found.SignatureFlags}; the server takes only 0, a plain hash.");
        }

        return found.HashValid
            ? null
            : new IOTileReportFormatException(file.Length - HashLength, "the hash at the end is not that of the bytes before it: the file was changed.");
    }
}
