using System.Collections;
using System.Text.Json.Nodes;

namespace Energy.Clients.Authoring;

/// <summary>Compares collections, JSON and bytes by what they hold; anything else as it compares itself.</summary>
internal static class Content
{
    private const int HashedItems = 8;

    public static bool Same<T>(T? left, T? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && (one.ValueKind == JsonValueKind.Undefined || JsonElement.DeepEquals(one, other)),
        (JsonNode one, JsonNode other) => JsonNode.DeepEquals(one, other),
        (ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Span.SequenceEqual(other.Span),
        (string one, string other) => one == other,
        // The common lists of numbers, without a box an item.
        (IEnumerable<double?> one, IEnumerable<double?> other) => one.SequenceEqual(other),
        (IEnumerable<double> one, IEnumerable<double> other) => one.SequenceEqual(other),
        (IDictionary one, IDictionary other) => SameEntries(one, other),
        (IEnumerable one, IEnumerable other) => SameItems(one, other),
        _ => EqualityComparer<T>.Default.Equals(left, right),
    };

    public static int HashOf<T>(T? value) => value switch
    {
        null => 0,
        JsonElement json => (int)json.ValueKind,
        JsonNode json => (int)json.GetValueKind(),
        ReadOnlyMemory<byte> bytes => HashOf(bytes.Span),
        string text => text.GetHashCode(StringComparison.Ordinal),
        // Entries have no order.
        IDictionary entries => entries.Count,
        IEnumerable items => HashOf(items),
        _ => value.GetHashCode(),
    };

    private static bool SameEntries(IDictionary left, IDictionary right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (DictionaryEntry entry in left)
        {
            if (!right.Contains(entry.Key) || !Same(entry.Value, right[entry.Key]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameItems(IEnumerable left, IEnumerable right)
    {
        var (one, other) = (left.GetEnumerator(), right.GetEnumerator());
        using (one as IDisposable)
        using (other as IDisposable)
        {
            while (one.MoveNext())
            {
                if (!other.MoveNext() || !Same(one.Current, other.Current))
                {
                    return false;
                }
            }

            return !other.MoveNext();
        }
    }

    private static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.Add(bytes.Length);
        hash.AddBytes(bytes[..Math.Min(bytes.Length, HashedItems)]);
        return hash.ToHashCode();
    }

    private static int HashOf(IEnumerable items)
    {
        var hash = new HashCode();
        var count = 0;
        foreach (var item in items)
        {
            if (++count > HashedItems)
            {
                break;
            }

            hash.Add(HashOf(item));
        }

        return hash.ToHashCode();
    }
}
