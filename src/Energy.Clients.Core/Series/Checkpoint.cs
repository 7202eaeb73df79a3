namespace Energy.Clients;

/// <summary>How far a transfer came: storable, compared as a whole, moved by compare-and-set.</summary>
/// <remarks>Its text carries a version, also where a serializer of your own writes it: a checkpoint of a newer version is refused with what to do, and never misread.</remarks>
public sealed record Checkpoint
{
    private const int ReadVersion = 1;

    /// <summary>The name of the transfer's source.</summary>
    public required string Name { get; init; }

    /// <summary>How often it was moved; two writers never make the same one twice.</summary>
    public long Revision { get; init; }

    /// <summary>Where the present read goes on; <see langword="null"/> when it is complete.</summary>
    public PageToken? Token { get; init; }

    /// <summary>The first instant of the present read, for sources that grow; the read that <see cref="Token"/> belongs to.</summary>
    [JsonConverter(typeof(OptionalInstantJsonConverter))]
    public Instant? ReadFrom { get; init; }

    /// <summary>The first instant behind the present read, for sources that grow.</summary>
    [JsonConverter(typeof(OptionalInstantJsonConverter))]
    public Instant? ReadUntil { get; init; }

    /// <summary>The end of the last reading that was stored; <see langword="null"/> before the first.</summary>
    [JsonConverter(typeof(OptionalInstantJsonConverter))]
    public Instant? Through { get; init; }

    /// <summary>How many readings were stored altogether, those stored again included.</summary>
    public long Readings { get; init; }

    /// <summary>The version of the text; what was written before there were versions is of the first.</summary>
    [JsonInclude]
    [JsonPropertyOrder(-1)]
    internal int Version
    {
        get;
        init => field = value is 0 or ReadVersion
            ? ReadVersion
            : throw new JsonException(FormattableString.Invariant(
                $"The checkpoint is of version {value}, and this package reads {ReadVersion}: use the version of the package that wrote it."));
    } = ReadVersion;

    /// <summary>Whether the read that it tells of was stored to its end.</summary>
    [JsonIgnore]
    public bool IsComplete => Token is null && Revision > 0;

    /// <summary>Reads a checkpoint from the text that <see cref="ToText"/> gave.</summary>
    /// <param name="text">The stored text.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="FormatException">The text is not a checkpoint: it was cut or changed, or a newer version wrote it; says which and what to do.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out var failure) ?? throw new FormatException(
            $"The text is not a checkpoint that this package reads. {failure?.Message} Otherwise remove it to store the series from its beginning.", failure);
    }

    /// <summary>Reads a checkpoint from the text that <see cref="ToText"/> gave.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="checkpoint">The checkpoint, or <see langword="null"/>.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = text is null ? null : Read(text, out _);
        return checkpoint is not null;
    }

    /// <summary>The storable text: one line of JSON.</summary>
    /// <returns>Text that <see cref="Parse"/> reads back.</returns>
    public string ToText() => JsonSerializer.Serialize(this, CheckpointJsonContext.Default.Checkpoint);

    private static Checkpoint? Read(string text, out JsonException? failure)
    {
        try
        {
            failure = null;
            return JsonSerializer.Deserialize(text, CheckpointJsonContext.Default.Checkpoint);
        }
        catch (JsonException e)
        {
            failure = e;
            return null;
        }
    }
}
