using System.Net.Http.Headers;

namespace Energy.Clients.FlexMeasures;

/// <summary>Files of values to be stored for a sensor. Values finer than the sensor's slots are averaged, energy and money added up.</summary>
public sealed record FlexMeasuresUpload
{
    private readonly ByContent<IReadOnlyList<FlexMeasuresUploadFile>> _files;

    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Excel = "application/vnd.ms-excel";

    private static readonly string[] Types = ["text/csv", "text/plain", "text/x-csv", Excel, Sheet];

    /// <summary>The files; at least one. Times without an offset are read in the sensor's zone.</summary>
    public required IReadOnlyList<FlexMeasuresUploadFile> Files { get => _files.Value; init => _files = new(value); }

    /// <summary>The unit of the values; <see langword="null"/> is the sensor's.</summary>
    public Unit? Unit { get; init; }

    /// <summary>Whether each value counts as recorded at the end of its slot and not now; <see langword="null"/> leaves it to the server, where it is now.</summary>
    public bool? MeasuredInstantly { get; init; }

    internal MultipartFormDataContent ToContent()
    {
        if (Files is not { Count: > 0 })
        {
            throw new ArgumentException("There are no files. Give at least one.");
        }

        var content = new MultipartFormDataContent();
        foreach (var file in Files)
        {
            content.Add(Part("uploaded-files", file.Content, TypeOf(file), file.Name));
        }

        if (Unit is { } unit)
        {
            FlexMeasuresCheck.Unit(unit);
            content.Add(Part("unit", Encoding.UTF8.GetBytes(unit.Symbol), null, null));
        }

        if (MeasuredInstantly is { } instantly)
        {
            content.Add(Part("belief-time-measured-instantly", Encoding.UTF8.GetBytes(instantly ? "on" : "off"), null, null));
        }

        return content;
    }

    private static string TypeOf(FlexMeasuresUploadFile file)
    {
        var extension = Path.GetExtension(file.Name);
        var byName = extension is ".csv" or ".CSV" ? "text/csv"
            : extension is ".xls" or ".XLS" ? Excel
            : extension is ".xlsx" or ".XLSX" or ".xlsm" or ".XLSM" ? Sheet
            : throw new ArgumentException($"The file '{file.Name}' does not end in csv, xlsx, xls or xlsm, all in lower or all in upper case: servers refuse others. Rename it.",
                nameof(file));
        if (file.Content.IsEmpty)
        {
            throw new ArgumentException($"The file '{file.Name}' is empty. Give it a header row and at least one value.", nameof(file));
        }

        return file.ContentType is { } type && !Types.Contains(type)
            ? throw new ArgumentException($"The content type '{type}' of '{file.Name}' is not one that servers take: {string.Join(", ", Types)}.", nameof(file))
            : file.ContentType ?? byName;
    }

    private static ReadOnlyMemoryContent Part(string name, ReadOnlyMemory<byte> bytes, string? type, string? fileName)
    {
        var part = new ReadOnlyMemoryContent(bytes);
        part.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        part.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"", FileName = fileName is null ? null : $"\"{fileName.Replace('"', '_')}\"" };
        return part;
    }
}
