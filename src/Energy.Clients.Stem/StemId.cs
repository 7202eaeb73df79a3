namespace Energy.Clients.Stem;

/// <summary>Ids as a segment of a path.</summary>
internal static class StemId
{
    /// <summary>Refuses an id that no path can carry.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">The id is empty, or means another place in a path.</exception>
    public static void Check(string id, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, name);

        // Escaped or not, addresses take these two for "here" and "one up".
        if (id is "." or "..")
        {
            throw new ArgumentException($"'{id}' is not an id that a path can carry.", name);
        }
    }
}
