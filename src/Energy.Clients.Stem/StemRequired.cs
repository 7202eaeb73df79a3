using System.Text.Json;

namespace Energy.Clients.Stem;

/// <summary>The members that clients and sites share.</summary>
internal static class StemRequired
{
    public static void Check(string? id, string? name, string? link, DriftWatch drift)
    {
        if (id is null)
        {
            throw new JsonException("The member 'id' is null.");
        }

        if (drift.IsStrict && (name is null || link is null))
        {
            throw new JsonException($"The member '{(name is null ? "name" : "link")}' is missing.");
        }
    }
}
