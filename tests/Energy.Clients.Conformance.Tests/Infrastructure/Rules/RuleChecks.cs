using System.Collections.Concurrent;
using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>
/// Predicates and assertions that rules call by name, for what JSON conditions cannot say. A vendor registers its own in a class that derives from
/// <see cref="RuleCheckSet"/>; they are found once, when the first rule is read.
/// </summary>
public static class RuleChecks
{
    private static readonly Lazy<RuleCheckSet[]> Sets = new(() =>
        [.. typeof(RuleChecks).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(RuleCheckSet)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (RuleCheckSet)Activator.CreateInstance(type)!)]);

    private static readonly ConcurrentDictionary<string, Func<JsonElement, bool>> PredicateCache = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Func<JsonElement, Outcome, bool>> AssertionCache = new(StringComparer.Ordinal);

    /// <summary>The predicate on the content of a case.</summary>
    /// <exception cref="FormatException">No set, or more than one, has this name.</exception>
    public static Func<JsonElement, bool> Predicate(string name) =>
        PredicateCache.GetOrAdd(name, key => One(key, set => set.Predicates.GetValueOrDefault(key)));

    /// <summary>The assertion on our outcome for a case.</summary>
    /// <exception cref="FormatException">No set, or more than one, has this name.</exception>
    public static Func<JsonElement, Outcome, bool> Assertion(string name) =>
        AssertionCache.GetOrAdd(name, key => One(key, set => set.Assertions.GetValueOrDefault(key)));

    private static T One<T>(string name, Func<RuleCheckSet, T?> find)
        where T : class
    {
        T[] found = [.. Sets.Value.Select(find).OfType<T>()];
        return found.Length == 1
            ? found[0]
            : throw new FormatException($"'{name}' is registered {found.Length} times in the RuleCheckSet classes, once expected");
    }
}
