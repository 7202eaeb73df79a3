using System.Text.Json;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>The state that the recordings of a generation started from, and the order in which they were made.</summary>
public static class FlexMeasuresWorldState
{
    /// <summary>The generation that is emulated.</summary>
    public const string File = "world_gen3.json";

    /// <summary>The state.</summary>
    public static JsonElement Load() => Corpus.Load("flexmeasures", File);

    /// <summary>The exchanges of the generation, in the order of their recording.</summary>
    public static EmulatorRun Run()
    {
        var exchanges = new List<RecordedExchange>();
        foreach (JsonElement run in Load().GetProperty("order").GetProperty("runs").EnumerateArray())
        {
            IReadOnlyList<RecordedExchange> file = ExchangeFiles.Load("flexmeasures", "exchanges/" + run.GetProperty("file").GetString());
            int to = run.GetProperty("to") is { ValueKind: JsonValueKind.Number } end ? end.GetInt32() : file.Count;
            exchanges.AddRange(file.Take(to).Skip(run.GetProperty("from").GetInt32()));
        }

        return new EmulatorRun("gen3", exchanges);
    }
}
