namespace Energy.Clients.Conformance;

/// <summary>One part of a recorded multipart body.</summary>
/// <param name="Name">The form field.</param>
/// <param name="FileName">The file name; null for a plain field.</param>
/// <param name="ContentType">The part's own content type; null when it has none.</param>
/// <param name="Content">The bytes.</param>
public sealed record RecordedPart(string Name, string? FileName, string? ContentType, ReadOnlyMemory<byte> Content);
