namespace Energy.Clients.Emulators;

/// <summary>A method and a path template with the code that answers it.</summary>
internal sealed class EmulatorRoute(string method, string template, int caseSensitiveSegments, Func<EmulatorExchange, Task> handler)
{
    private readonly string[] _segments = template.Trim('/').Split('/');

    internal string Method => method;

    internal string Template => template;

    internal Func<EmulatorExchange, Task> Handler => handler;

    /// <summary>Compares unescaped path segments with the template; a <c>{name}</c> takes any segment, a last <c>{**name}</c> takes the rest.</summary>
    internal bool Matches(ReadOnlySpan<string> path, Dictionary<string, string> values)
    {
        values.Clear();
        for (var i = 0; i < _segments.Length; i++)
        {
            var segment = _segments[i];
            if (segment.StartsWith("{**", StringComparison.Ordinal))
            {
                values[segment[3..^1]] = string.Join('/', path[Math.Min(i, path.Length)..]!);
                return true;
            }

            if (i >= path.Length)
            {
                return false;
            }

            if (segment.StartsWith('{'))
            {
                // A placeholder stands for something.
                if (path[i].Length == 0)
                {
                    return false;
                }

                values[segment[1..^1]] = path[i];
            }
            else if (!segment.Equals(path[i], i < caseSensitiveSegments ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return path.Length == _segments.Length;
    }
}
