namespace Energy.Clients.FlexMeasures;

/// <summary>Figures about the data of a sensor, by source.</summary>
public sealed class FlexMeasuresSensorStats
{
    private readonly Dictionary<string, FlexMeasuresSourceStats> _bySource = new(StringComparer.Ordinal);

    internal FlexMeasuresSensorStats(IReadOnlyDictionary<string, JsonElement> answer)
    {
        foreach (var (name, value) in answer)
        {
            // The server puts its own status among the sources.
            if (name != "status" || value.ValueKind != JsonValueKind.Number)
            {
                _bySource[name] = FlexMeasuresSourceStats.Read(value);
            }
        }
    }

    /// <summary>The figures by the description of the source (<c>user (ID: 1)</c>).</summary>
    public IReadOnlyDictionary<string, FlexMeasuresSourceStats> BySource => _bySource;
}
