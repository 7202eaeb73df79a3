using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>Reads the exchange files of the corpora, each vendor's in its own shape.</summary>
public static class ExchangeFiles
{
    private static readonly ConcurrentDictionary<(string Vendor, string File), Lazy<IReadOnlyList<RecordedExchange>>> Cache = new();

    /// <summary>The exchange files of a vendor, in ordinal order; empty when there are none.</summary>
    public static IReadOnlyList<string> Of(string vendor) => Corpus.JsonFiles(vendor, "exchanges");

    /// <summary>The exchanges of a file, in recorded order; read once.</summary>
    public static IReadOnlyList<RecordedExchange> Load(string vendor, string file) => Cache.GetOrAdd(
        (vendor, file), key => new Lazy<IReadOnlyList<RecordedExchange>>(() => Read(key.Vendor, key.File, Corpus.Load(key.Vendor, key.File)))).Value;

    /// <summary>Reads a parsed file.</summary>
    /// <exception cref="NotSupportedException">The vendor has no reader.</exception>
    public static IReadOnlyList<RecordedExchange> Read(string vendor, string file, JsonElement root)
    {
        Func<JsonElement, (RecordedRequest Request, RecordedResponse Response)> read = vendor switch
        {
            "stem" or "opencec" => ExchangeShapes.Target,
            "flexmeasures" => ExchangeShapes.FlexMeasures,
            "iotile" => ExchangeShapes.IOTile,
            "sundaya" => ExchangeShapes.Sundaya,
            _ => throw new NotSupportedException($"No reader for the exchanges of '{vendor}'."),
        };
        JsonElement context = default;
        JsonElement list = root;
        if (root.ValueKind == JsonValueKind.Object)
        {
            list = root.GetProperty("exchanges");
            JsonObject rest = JsonText.ToNode(root)!.AsObject();
            rest.Remove("exchanges");
            context = JsonText.ToElement(rest);
        }

        return [.. list.EnumerateArray().Select((element, index) =>
        {
            (RecordedRequest request, RecordedResponse response) = read(element);
            return new RecordedExchange
            {
                Vendor = vendor,
                File = file,
                Index = index,
                Request = request,
                Response = response,
                Json = element,
                Context = context,
            };
        })];
    }
}
