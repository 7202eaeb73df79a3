using System.Text.Json;

namespace Energy.Clients.Stem;

/// <summary>The members that clients and sites share.</summary>
internal static class StemRequired
{
    public static void Check(IStemListItem item, DriftWatch drift)
    {
        if (item.Id is null)
        {
            throw new JsonException("The member 'id' is null.");
        }

        if (drift.IsStrict && (item.Name is null || item.Link is null))
        {
            throw new JsonException($"The member '{(item.Name is null ? "name" : "link")}' is missing.");
        }
    }
}
