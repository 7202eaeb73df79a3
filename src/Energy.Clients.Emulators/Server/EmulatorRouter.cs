namespace Energy.Clients.Emulators;

/// <summary>Finds the route of a request by its raw target, so that an escaped slash stays inside its segment.</summary>
internal sealed class EmulatorRouter(TrailingSlash trailingSlash)
{
    private readonly List<EmulatorRoute> _routes = [];

    /// <summary>Adds a route; the first that matches answers.</summary>
    /// <param name="method">The method, upper case.</param>
    /// <param name="template">The path, with <c>{name}</c> for any one segment.</param>
    /// <param name="handler">What answers.</param>
    /// <param name="caseSensitiveSegments">How many leading segments compare with case; the rest compares without. All, unless told.</param>
    internal EmulatorRouter Map(string method, string template, Func<EmulatorExchange, Task> handler, int caseSensitiveSegments = int.MaxValue)
    {
        _routes.Add(new EmulatorRoute(method, template, caseSensitiveSegments, handler));
        return this;
    }

    /// <summary>Finds the route of a method and a still escaped path.</summary>
    internal EmulatorMatch Match(string method, string path)
    {
        var slash = path.Length > 1 && path.EndsWith('/');
        if (slash && trailingSlash == TrailingSlash.Refused)
        {
            return EmulatorMatch.NotFound;
        }

        // One slash at either end belongs to no segment; a second one is a segment of nothing.
        var segments = (slash ? path[1..^1] : path.Length > 0 ? path[1..] : path).Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = Uri.UnescapeDataString(segments[i]);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string>? allowed = null;
        foreach (var route in _routes)
        {
            if (!route.Matches(segments, values))
            {
                continue;
            }

            if (!slash && trailingSlash == TrailingSlash.Required)
            {
                return EmulatorMatch.SlashMissing;
            }

            if (route.Method == method)
            {
                return new EmulatorMatch(EmulatorMatchKind.Found, route, values, []);
            }

            (allowed ??= []).Add(route.Method);
        }

        return allowed is null ? EmulatorMatch.NotFound : new EmulatorMatch(EmulatorMatchKind.MethodNotAllowed, null, values, allowed);
    }
}
