namespace Energy.Clients.Authoring;

/// <summary>How much of a page was handed out: how many items, and their rolling hash, by which the same items are known again.</summary>
internal readonly record struct HandedOut(int Count, ulong Hash)
{
    /// <summary>With the next items of the page.</summary>
    public HandedOut With<T>(PageSource<T> source, ReadOnlySpan<T> items)
    {
        var hash = Hash;
        foreach (var item in items)
        {
            hash = StableHash.Add(hash, source.Fingerprint(item));
        }

        return new HandedOut(Count + items.Length, hash);
    }
}
