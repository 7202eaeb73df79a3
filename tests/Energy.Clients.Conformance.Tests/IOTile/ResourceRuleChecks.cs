namespace Energy.Clients.Conformance.IOTile;

/// <summary>What the rules on generic calls say in code.</summary>
public sealed class ResourceRuleChecks : RuleCheckSet
{
    /// <summary>Fills the table.</summary>
    public ResourceRuleChecks()
    {
        Assertions["resource-id-is-one-segment"] = (row, ours) =>
            !ours.IsRefused
            && JsonPath.Parse("request.path").Select(ours.Json).Single().ValueEquals(
                $"/api/v1/{string.Concat(PythonCall.Parse(row.GetProperty("call").GetString()!).Segments.Select(segment => Uri.EscapeDataString(segment) + "/"))}");
    }
}
