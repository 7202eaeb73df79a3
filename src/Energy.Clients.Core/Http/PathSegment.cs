namespace Energy.Clients.Authoring;

/// <summary>A text of the caller's as one segment of a request's path.</summary>
public static class PathSegment
{
    /// <summary>Escapes a text, so that it stays one segment and names what the caller meant.</summary>
    /// <param name="text">The text, for example an id.</param>
    /// <param name="name">The argument's name, for the error.</param>
    /// <returns>The segment, percent-encoded where needed.</returns>
    /// <exception cref="ArgumentException">The text is empty or white space, or it is <c>.</c> or <c>..</c>: escaped or not, addresses take these two for "here" and
    /// "one up", and the request would go somewhere else.</exception>
    public static string Escape(string text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        return text is "." or ".."
            ? throw new ArgumentException($"'{text}' cannot stand in the path of a request: it would lead to another place. Give an id.", name)
            : Uri.EscapeDataString(text);
    }
}
