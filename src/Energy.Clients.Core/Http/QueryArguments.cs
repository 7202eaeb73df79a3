using System.Collections;

namespace Energy.Clients.Authoring;

/// <summary>Query arguments in the order they were given: one value or several for a name; a value of <see langword="null"/> is left out. For authors of vendor clients.</summary>
/// <remarks>Names and values are escaped when they are sent, so give them as they are.</remarks>
public class QueryArguments : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <summary>Sets a value, in place of all that the name had; <see langword="null"/> removes the name. Reading gives the first value, or <see langword="null"/>.</summary>
    /// <param name="name">The name.</param>
    public string? this[string name]
    {
        get => _pairs.Find(p => p.Key == name).Value;
        set => Set(name, value);
    }

    /// <summary>Adds a value to those that the name has; <see langword="null"/> adds none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>These arguments.</returns>
    public QueryArguments Add(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (value is not null)
        {
            _pairs.Add(new(name, value));
        }

        return this;
    }

    /// <inheritdoc cref="Add(string, string?)"/>
    public QueryArguments Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets a value, in place of all that the name had; <see langword="null"/> removes the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>These arguments.</returns>
    public QueryArguments Set(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _pairs.RemoveAll(p => p.Key == name);
        return Add(name, value);
    }

    /// <inheritdoc cref="Set(string, string?)"/>
    public QueryArguments Set(string name, long? value) => Set(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Arguments that can be changed without changing these.</summary>
    /// <returns>The copy.</returns>
    public QueryArguments Copy()
    {
        var copy = new QueryArguments();
        copy._pairs.AddRange(_pairs);
        return copy;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.GetEnumerator();

    /// <summary>Escaped text without the question mark.</summary>
    /// <returns>The text; empty when there are no arguments.</returns>
    public override string ToString() => string.Join('&', _pairs.Select(static p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value)));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
