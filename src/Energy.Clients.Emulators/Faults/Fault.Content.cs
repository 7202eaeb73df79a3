using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

public sealed partial class Fault
{
    /// <summary>Another value for a member of the JSON answer, which is added where it is absent: an unknown member, a lie, another type.</summary>
    /// <param name="path">The member: <c>total</c>, <c>clients[0].id</c>, <c>clients[*].name</c>. A path that leads nowhere changes nothing.</param>
    /// <param name="json">Its new value as JSON: <c>17</c>, <c>"text"</c>, <c>null</c>, <c>{"a":[]}</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The path names no member.</exception>
    /// <exception cref="System.Text.Json.JsonException"><paramref name="json"/> is not JSON.</exception>
    public static Fault Member(string path, string json)
    {
        var parsed = new JsonPath(path);
        var value = JsonNode.Parse(json);
        return Edit($"member {path} = {json}", parsed, owner => owner[parsed.Member] = value?.DeepClone());
    }

    /// <summary>A member of another JSON type than it should be: an object, with the true value inside.</summary>
    /// <param name="path">The member, as in <see cref="Member"/>. One that is absent stays absent.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The path names no member.</exception>
    public static Fault WrongType(string path)
    {
        var parsed = new JsonPath(path);
        return Edit($"wrong type of {path}", parsed, owner =>
        {
            if (owner.TryGetPropertyValue(parsed.Member, out var value))
            {
                owner[parsed.Member] = new JsonObject { ["value"] = value?.DeepClone() };
            }
        });
    }

    /// <summary>A member is missing from the JSON answer.</summary>
    /// <param name="path">The member, as in <see cref="Member"/>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">The path names no member.</exception>
    public static Fault WithoutMember(string path)
    {
        var parsed = new JsonPath(path);
        return Edit($"without {path}", parsed, owner => owner.Remove(parsed.Member));
    }

    /// <summary>The members of the answer's outermost object come in the opposite order; servers promise none.</summary>
    /// <returns>The fault.</returns>
    public static Fault ReversedMembers() => new("members reversed", new JsonEditStep(root =>
        root is JsonObject o ? new JsonObject(o.Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))) : root));

    /// <summary>The list ignores the page asked and answers another one, again and again.</summary>
    /// <param name="page">The page that it answers. Default: 1.</param>
    /// <returns>The fault.</returns>
    public static Fault RepeatedPage(int page = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        return List($"page {page} repeated", f => f with { RepeatPage = page });
    }

    /// <summary>The page has fewer rows than it should; the rows left off are on no other page.</summary>
    /// <param name="missing">How many rows are left off the end of the page. Default: 1.</param>
    /// <returns>The fault.</returns>
    public static Fault ShortPage(int missing = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(missing, 1);
        return List($"page short by {missing}", f => f with { MissingRows = missing });
    }

    /// <summary>The answer is a good one without rows, also where the vendor would say that there is nothing: the empty last page.</summary>
    /// <returns>The fault.</returns>
    public static Fault EmptyPage() => List($"empty page", f => f with { Empty = true });

    /// <summary>Rows vanish from the start of the whole list, so that later ones move up and a walk by page numbers misses some.</summary>
    /// <param name="rows">How many. Default: 1. More than there are leaves the list empty.</param>
    /// <returns>The fault.</returns>
    public static Fault VanishingRows(int rows = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return List($"{rows} rows vanished", f => f with { VanishedRows = rows });
    }

    /// <summary>The server takes another value of a query parameter than the one sent: a cap on the page size, a cache that forgets the range.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value that it takes, or <see langword="null"/> for none.</param>
    /// <returns>The fault.</returns>
    public static Fault ReadsQueryAs(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Fault($"query {name} read as {value ?? "absent"}", ActionStep.Change(x => x.OverrideQuery(name, value)));
    }

    private static Fault List(FormattableString name, Func<ListFault, ListFault> change) =>
        new(Text(name), ActionStep.Change(x => x.ListFault = change(x.ListFault)));

    private static Fault Edit(string name, JsonPath path, Action<JsonObject> edit) => new(name, new JsonEditStep(root =>
    {
        foreach (var owner in path.Owners(root).ToArray())
        {
            edit(owner);
        }

        return root;
    }));
}
