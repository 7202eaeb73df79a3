using System.Text.Json;
using NodaTime.Text;

namespace Energy.Clients.Conformance.Stem;

/// <summary>Whether a recorded body has the documented shape, so that it can stand for a state of the server.</summary>
public static class StemShape
{
    /// <summary>Whether the body fits an operation; with null, whether it fits any.</summary>
    public static bool Holds(JsonElement body, string? operation) => operation switch
    {
        StemOperations.Clients => IsList(body, "clients", IsNamed),
        StemOperations.Sites => IsList(body, "sites", site => IsNamed(site) && Is(site, "stream_start_times", JsonValueKind.Object)),
        StemOperations.Streams => Is(body, "id", JsonValueKind.String) && Is(body, "name", JsonValueKind.String) && All(body, "stream_types", IsStream),
        _ => Holds(body, StemOperations.Clients) || Holds(body, StemOperations.Sites) || Holds(body, StemOperations.Streams),
    };

    private static bool IsList(JsonElement body, string member, Func<JsonElement, bool> isRow) =>
        All(body, member, isRow)
        && (!body.TryGetProperty("total", out JsonElement total) || total.ValueKind == JsonValueKind.Number)
        && (!body.TryGetProperty("page", out JsonElement page) || page.ValueKind is JsonValueKind.String or JsonValueKind.Number);

    private static bool IsNamed(JsonElement row) =>
        Is(row, "id", JsonValueKind.String) && Is(row, "name", JsonValueKind.String) && Is(row, "link", JsonValueKind.String);

    private static bool IsStream(JsonElement stream) => Is(stream, "stream_type", JsonValueKind.String) && All(stream, "streams", IsInterval);

    private static bool IsInterval(JsonElement interval) =>
        IsTime(interval, "start_datetime")
        && IsTime(interval, "end_datetime")
        && (Is(interval, "kw_total_avg", JsonValueKind.Number) || Is(interval, "kw_total_avg", JsonValueKind.Null));

    private static bool IsTime(JsonElement owner, string member) =>
        Is(owner, member, JsonValueKind.String) && InstantPattern.General.Parse(JsonText.Of(owner.GetProperty(member))).Success;

    private static bool All(JsonElement owner, string member, Func<JsonElement, bool> holds) =>
        Is(owner, member, JsonValueKind.Array) && owner.GetProperty(member).EnumerateArray().All(holds);

    private static bool Is(JsonElement owner, string member, JsonValueKind kind) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out JsonElement value) && value.ValueKind == kind;
}
