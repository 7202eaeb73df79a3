using System.Text.Json;

namespace Energy.Clients.Conformance.FlexMeasures;

/// <summary>The states that the recordings started from, and the order in which they were made.</summary>
public static class FlexMeasuresWorldState
{
    /// <summary>The states that the corpora have: every file whose name begins with <c>world</c>.</summary>
    public static IEnumerable<string> Files =>
        Corpus.JsonFiles("flexmeasures", "").Where(file => Path.GetFileName(file[Corpus.Beside(file, "").Length..]).StartsWith("world", StringComparison.Ordinal));

    /// <summary>A state.</summary>
    public static JsonElement Load(string file) => Corpus.Load("flexmeasures", file);

    /// <summary>Whether the server of a state speaks the messages of 2021.</summary>
    public static bool SpeaksMessages(string state) => !Load(state).GetProperty("server").GetProperty("apiVersions").EnumerateArray().Any(version => version.ValueEquals("v3_0"));

    /// <summary>The name of an exchange file of a state.</summary>
    public static string ExchangeFile(string state, JsonElement file) => Corpus.Beside(state, "exchanges/" + file.GetString());

    /// <summary>The exchanges made with a state, in the order of their recording.</summary>
    public static EmulatorRun Run(string state)
    {
        var exchanges = new List<RecordedExchange>();
        foreach (JsonElement run in Load(state).GetProperty("order").GetProperty("runs").EnumerateArray())
        {
            IReadOnlyList<RecordedExchange> file = ExchangeFiles.Load("flexmeasures", ExchangeFile(state, run.GetProperty("file")));
            int to = run.GetProperty("to") is { ValueKind: JsonValueKind.Number } end ? end.GetInt32() : file.Count;
            exchanges.AddRange(file.Take(to).Skip(run.GetProperty("from").GetInt32()));
        }

        return new EmulatorRun(state, exchanges);
    }
}
