using System.Globalization;
using System.Text;

namespace Energy.Clients;

/// <summary>A path of a vendor's interface, written once: the endpoints that share it are made from it. For authors of vendor clients.</summary>
/// <remarks>
/// A template is literal text with places in braces (<c>api/v1/device/{slug}/claim/</c>), relative to the base address. Texts that fill a place are escaped, so that
/// they stay one segment. A literal brace cannot stand in a template.
/// </remarks>
public sealed class EnergyPath
{
    private readonly CompositeFormat _format;
    private readonly string[] _places;

    /// <summary>Reads a template.</summary>
    /// <param name="template">The template, without a slash at its beginning.</param>
    /// <exception cref="ArgumentException">A brace is not closed.</exception>
    public EnergyPath(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        Template = template;
        var format = new StringBuilder();
        var places = new List<string>();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var length = rest[open..].IndexOf('}');
            if (length < 0)
            {
                throw new ArgumentException($"The template '{template}' has a brace that is not closed.", nameof(template));
            }

            format.Append(rest[..open]).Append(CultureInfo.InvariantCulture, $"{{{places.Count}}}");
            places.Add(rest.Slice(open + 1, length - 1).ToString());
            rest = rest[(open + length + 1)..];
        }

        _format = CompositeFormat.Parse(format.Append(rest).ToString());
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
    /// <exception cref="ArgumentException">There are more or fewer values than places; or a text is empty or blank, <c>.</c> or <c>..</c>.</exception>
    public string Expand(params ReadOnlySpan<object> arguments)
    {
        if (arguments.Length != _places.Length)
        {
            throw new ArgumentException($"The path '{Template}' has {_places.Length} places, {arguments.Length} values were given.", nameof(arguments));
        }

        // Not of texts: one argument of that type would be taken as a value for the first place.
        var segments = new object[arguments.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            var text = arguments[i] is IFormattable value ? value.ToString(null, CultureInfo.InvariantCulture) : arguments[i]?.ToString();
            segments[i] = PathSegment.Escape(text!, _places[i]);
        }

        return segments.Length == 0 ? Template : string.Format(CultureInfo.InvariantCulture, _format, segments);
    }

    /// <inheritdoc/>
    public override string ToString() => Template;
}
