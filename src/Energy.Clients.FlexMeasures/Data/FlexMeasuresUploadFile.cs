namespace Energy.Clients.FlexMeasures;

/// <summary>A file of values: a header row, times in the first column, values in the second.</summary>
public sealed record FlexMeasuresUploadFile
{
    private readonly ByContent<ReadOnlyMemory<byte>> _content;

    /// <summary>The file's name; it ends in csv, xlsx, xls or xlsm.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes.</summary>
    public required ReadOnlyMemory<byte> Content { get => _content.Value; init => _content = new(value); }

    /// <summary>The media type; <see langword="null"/> goes by the name.</summary>
    public string? ContentType { get; init; }
}
