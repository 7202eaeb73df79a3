using System.Buffers;
using System.Text.Json;

namespace Energy.Clients.Sundaya;

/// <summary>Cuts datasets into bodies under the limit; a dataset that is too large goes into several, with its id and status in each.</summary>
internal static class DeviceBatch
{
    // {"datasets":[ ... ]}
    private const int Frame = 14;

    public static List<byte[]> Split(IReadOnlyList<DeviceDataset> datasets, int limit)
    {
        var bodies = new List<byte[]>();
        var parts = new List<(DeviceDataset Dataset, int From, int Count)>();
        var size = Frame;
        foreach (var dataset in datasets)
        {
            var head = Length(json => dataset.Write(json, 0, 0)) + 1;
            var from = 0;
            var count = 0;
            Reserve(head);
            size += head;
            for (var i = 0; i < dataset.SampleCount; i++)
            {
                var sample = i;
                var length = Length(json => dataset.WriteSample(json, sample)) + 1;
                if (size + length > limit)
                {
                    if (Frame + head + length > limit)
                    {
                        throw new ArgumentException($"A single sample of '{dataset.Id}' needs {Frame + head + length} bytes, the limit is {limit}.", nameof(datasets));
                    }

                    if (count > 0)
                    {
                        parts.Add((dataset, from, count));
                    }

                    Close();
                    size += head;
                    from = i;
                    count = 0;
                }

                size += length;
                count++;
            }

            if (count > 0 || dataset.SampleCount == 0)
            {
                parts.Add((dataset, from, count));
            }
        }

        if (parts.Count > 0 || bodies.Count == 0)
        {
            Close();
        }

        return bodies;

        void Reserve(int head)
        {
            if (size + head > limit && parts.Count > 0)
            {
                Close();
            }
        }

        void Close()
        {
            bodies.Add(Body(parts));
            parts.Clear();
            size = Frame;
        }
    }

    private static byte[] Body(List<(DeviceDataset Dataset, int From, int Count)> parts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("datasets");
            foreach (var (dataset, from, count) in parts)
            {
                dataset.Write(json, from, count);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static int Length(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenCount;
    }
}
