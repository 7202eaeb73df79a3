namespace Energy.Clients.Sundaya;

/// <summary>One body of an upload, under the limit.</summary>
/// <param name="Body">The body.</param>
/// <param name="From">The first sample in it.</param>
/// <param name="UpTo">The first sample behind it.</param>
/// <param name="Samples">How many samples it has.</param>
internal sealed record SundayaUploadBatch(byte[] Body, SundayaUploadPosition From, SundayaUploadPosition UpTo, int Samples)
{
    // {"datasets":[ ... ]}
    private const int Frame = 14;

    /// <summary>Cuts datasets into bodies; a dataset that is too large goes into several, with its id and status in each.</summary>
    public static List<SundayaUploadBatch> Split(IReadOnlyList<SundayaDataset> datasets, SundayaUploadPosition from, int limit)
    {
        var batches = new List<SundayaUploadBatch>();
        var parts = new List<(SundayaDataset Dataset, List<object?> Samples)>();
        var (size, start) = (Frame, from);
        for (var i = from.Dataset; i < datasets.Count; i++)
        {
            var dataset = datasets[i];
            var head = Bytes(dataset.ToTree([])).Length + 1;
            var at = new SundayaUploadPosition(i, i == from.Dataset ? from.Sample : 0);
            if (size + head > limit && parts.Count > 0)
            {
                Close(at);
            }

            Open(dataset, head);
            foreach (var sample in dataset.SampleTrees.Skip(at.Sample))
            {
                var length = Bytes(sample!).Length + 1;
                if (Frame + head + length > limit)
                {
                    throw new ArgumentException($"A single sample of '{dataset.Id}' needs {Frame + head + length} bytes, the limit is {limit}.", nameof(datasets));
                }

                if (size + length > limit)
                {
                    if (parts[^1].Samples.Count == 0)
                    {
                        parts.RemoveAt(parts.Count - 1);
                    }

                    Close(at);
                    Open(dataset, head);
                }

                size += length;
                parts[^1].Samples.Add(sample);
                at = at with { Sample = at.Sample + 1 };
            }
        }

        if (parts.Count > 0 || datasets.Count == 0)
        {
            Close(new SundayaUploadPosition(datasets.Count, 0));
        }

        return batches;

        void Open(SundayaDataset dataset, int head)
        {
            parts.Add((dataset, []));
            size += head;
        }

        void Close(SundayaUploadPosition upTo)
        {
            var body = Bytes(new JsObject { ["datasets"] = JsTree.List(parts.Select(p => p.Dataset.ToTree(p.Samples))) });
            batches.Add(new SundayaUploadBatch(body, start, upTo, parts.Sum(p => p.Samples.Count)));
            parts.Clear();
            (size, start) = (Frame, upTo);
        }
    }

    private static byte[] Bytes(JsObject tree) => Encoding.UTF8.GetBytes(JsTree.ToNode(tree)!.ToJsonString());
}
