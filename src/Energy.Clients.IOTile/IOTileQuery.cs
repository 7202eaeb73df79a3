using System.Collections;

namespace Energy.Clients.IOTile;

/// <summary>Query arguments in the order they were given: one value or several for a name; a value of <see langword="null"/> is left out.</summary>
/// <remarks><c>new IOTileQuery { ["org__slug"] = "acme", ["page_size"] = "10" }</c>. Names and values are escaped when they are sent, so give them as they are.</remarks>
public sealed class IOTileQuery : IEnumerable<KeyValuePair<string, string>>
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
    public void Add(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (value is not null)
        {
            _pairs.Add(new(name, value));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.GetEnumerator();

    /// <summary>Escaped text without the question mark.</summary>
    /// <returns>The text; empty when there are no arguments.</returns>
    public override string ToString() => string.Join('&', _pairs.Select(p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value)));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static IOTileQuery? Staff(bool asStaff) => asStaff ? new IOTileQuery { ["staff"] = "1" } : null;

    internal IOTileQuery Set(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _pairs.RemoveAll(p => p.Key == name);
        Add(name, value);
        return this;
    }

    internal IOTileQuery Copy()
    {
        var copy = new IOTileQuery();
        copy._pairs.AddRange(_pairs);
        return copy;
    }
}
