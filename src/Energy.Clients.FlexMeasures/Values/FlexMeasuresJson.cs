namespace Energy.Clients.FlexMeasures;

/// <summary>A JSON document that the server keeps inside a text, such as the attributes of a sensor or the flex-model of an asset. <see langword="default"/> is an empty
/// object.</summary>
/// <remarks>Answers always hold it as text (<c>"{\"a\": 1}"</c>); requests may send text or the document itself, and both are read back here as they came.</remarks>
/// <example>
/// <code>
/// var attributes = FlexMeasuresJson.FromText("""{"capacity_in_mw": 0.5}""");
/// </code>
/// </example>
[JsonConverter(typeof(FlexMeasuresJsonConverter))]
public readonly record struct FlexMeasuresJson
{
    private readonly string? _text;

    private FlexMeasuresJson(string text, bool isBare)
    {
        _text = text;
        IsBare = isBare;
    }

    /// <summary>The document as JSON text.</summary>
    public string Text => _text ?? "{}";

    /// <summary>Whether it goes over the wire as the document itself and not inside a text.</summary>
    public bool IsBare { get; }

    /// <summary>Takes a document as text; it is sent inside a text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ArgumentException">The text is not JSON.</exception>
    public static FlexMeasuresJson FromText(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new FlexMeasuresJson(json, false);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The text is not JSON: {e.Message}", nameof(json), e);
        }
    }

    /// <summary>Takes a document; it is sent bare.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The document.</returns>
    public static FlexMeasuresJson FromElement(JsonElement document) => new(document.GetRawText(), true);

    /// <summary>The document, parsed at each call.</summary>
    /// <returns>An element that lives on its own.</returns>
    /// <exception cref="JsonException">The server's text is not JSON.</exception>
    public JsonElement ToElement()
    {
        using var document = JsonDocument.Parse(Text);
        return document.RootElement.Clone();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static FlexMeasuresJson AsReceived(string text, bool isBare) => new(text, isBare);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (IsBare)
        {
            writer.WriteRawValue(Text);
        }
        else
        {
            writer.WriteStringValue(Text);
        }
    }
}
