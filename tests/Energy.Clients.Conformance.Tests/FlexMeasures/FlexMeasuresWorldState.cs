using System.Text.Json;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>The state that the recordings of a generation started from, and the order in which they were made.</summary>
public static class FlexMeasuresWorldState
{
    /// <summary>The state of today's server.</summary>
    public const string Today = "world_gen3.json";

    /// <summary>The state of the server of 2021.</summary>
    public const string Messages = "world_gen2021.json";

    /// <summary>The states that a corpus has.</summary>
    public static IEnumerable<string> Files => new[] { Today, Messages }.Where(file => Corpus.AbsenceOf("flexmeasures", file) is null);

    /// <summary>A state.</summary>
    public static JsonElement Load(string file) => Corpus.Load("flexmeasures", file);

    /// <summary>The exchanges of the generation, in the order of their recording.</summary>
    public static EmulatorRun Run(string state)
    {
        var exchanges = new List<RecordedExchange>();
        foreach (JsonElement run in Load(state).GetProperty("order").GetProperty("runs").EnumerateArray())
        {
            IReadOnlyList<RecordedExchange> file = ExchangeFiles.Load("flexmeasures", "exchanges/" + run.GetProperty("file").GetString());
            int to = run.GetProperty("to") is { ValueKind: JsonValueKind.Number } end ? end.GetInt32() : file.Count;
            exchanges.AddRange(file.Take(to).Skip(run.GetProperty("from").GetInt32()));
        }

        return new EmulatorRun(state, exchanges);
    }
}
