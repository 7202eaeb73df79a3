namespace Energy.Clients.Authoring;

/// <summary>A path of a vendor's interface, written once: the endpoints that share it are made from it. For authors of vendor clients.</summary>
/// <remarks>
/// A template is literal text with places in braces (<c>api/v1/device/{slug}/claim/</c>), relative to the base address. Texts that fill a place are escaped, so that
/// they stay one segment. A literal brace cannot stand in a template.
/// </remarks>
public sealed class EnergyPath
{
    private readonly string[] _literals;
    private readonly string[] _places;

    /// <summary>Reads a template.</summary>
    /// <param name="template">The template, without a slash at its beginning.</param>
    /// <exception cref="ArgumentException">A brace is not closed.</exception>
    public EnergyPath(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        Template = template;
        var literals = new List<string>();
        var places = new List<string>();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var length = rest[open..].IndexOf('}');
            if (length < 0)
            {
                throw new ArgumentException($"The template '{template}' has a brace that is not closed.", nameof(template));
            }

            literals.Add(rest[..open].ToString());
            places.Add(rest.Slice(open + 1, length - 1).ToString());
            rest = rest[(open + length + 1)..];
        }

        _literals = [.. literals, rest.ToString()];
        _places = [.. places];
    }

    /// <summary>The template, as routes show it.</summary>
    public string Template { get; }

    /// <summary>The endpoint that reads this path.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <returns>The endpoint.</returns>
    public EnergyEndpoint Get(string operation) => new(operation, HttpMethod.Get, this);

    /// <summary>The endpoint that posts to this path.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <returns>The endpoint.</returns>
    public EnergyEndpoint Post(string operation) => new(operation, HttpMethod.Post, this);

    /// <summary>The endpoint that puts to this path.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <returns>The endpoint.</returns>
    public EnergyEndpoint Put(string operation) => new(operation, HttpMethod.Put, this);

    /// <summary>The endpoint that patches what is at this path.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <returns>The endpoint.</returns>
    public EnergyEndpoint Patch(string operation) => new(operation, HttpMethod.Patch, this);

    /// <summary>The endpoint that deletes what is at this path.</summary>
    /// <param name="operation">The operation, as <c>Vendor.Group.Verb</c>.</param>
    /// <returns>The endpoint.</returns>
    public EnergyEndpoint Delete(string operation) => new(operation, HttpMethod.Delete, this);

    /// <summary>Fills the places.</summary>
    /// <param name="arguments">One value for each place, in order: text, or what formats itself invariantly (numbers, slugs).</param>
    /// <returns>The path, relative to the base address.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values than places; or a text is empty or white space, <c>.</c> or <c>..</c>.</exception>
    public string Expand(params ReadOnlySpan<object> arguments) => arguments.Length == _places.Length
        ? Fill(arguments, _literals[^1])
        : throw new ArgumentException($"The path '{Template}' has {_places.Length} places, {arguments.Length} values were given.", nameof(arguments));

    /// <summary>Fills the first places and leaves out what follows them, for servers that take the rest from their defaults.</summary>
    /// <param name="arguments">At most one value for each place, in order.</param>
    /// <returns>The path up to the last value.</returns>
    /// <exception cref="ArgumentException">There are more values than places; or a text is empty or white space, <c>.</c> or <c>..</c>.</exception>
    public string ExpandLeading(params ReadOnlySpan<object> arguments) =>
        arguments.Length >= _places.Length ? Expand(arguments)
        : arguments.IsEmpty ? _literals[0].TrimEnd('/')
        : Fill(arguments, "");

    private string Fill(ReadOnlySpan<object> arguments, string end)
    {
        var path = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        for (var i = 0; i < arguments.Length; i++)
        {
            var text = arguments[i] is IFormattable value ? value.ToString(null, CultureInfo.InvariantCulture) : arguments[i]?.ToString();
            path.AppendLiteral(_literals[i]);
            path.AppendLiteral(PathSegment.Escape(text!, _places[i]));
        }

        path.AppendLiteral(end);
        return path.ToStringAndClear();
    }

    /// <inheritdoc/>
    public override string ToString() => Template;
}
