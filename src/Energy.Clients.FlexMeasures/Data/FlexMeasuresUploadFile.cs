namespace Energy.Clients.FlexMeasures;

/// <summary>A file of values: a header row, times in the first column, values in the second.</summary>
/// <param name="Name">The file's name; it ends in csv, xlsx, xls or xlsm.</param>
/// <param name="Content">The bytes.</param>
/// <param name="ContentType">The media type; <see langword="null"/> goes by the name.</param>
public sealed record FlexMeasuresUploadFile(string Name, ReadOnlyMemory<byte> Content, string? ContentType = null);
