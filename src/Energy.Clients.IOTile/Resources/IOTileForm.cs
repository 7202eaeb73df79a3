using System.Net.Http.Headers;

namespace Energy.Clients.IOTile;

/// <summary>Makes the multipart body of an upload.</summary>
internal static class IOTileForm
{
    public static MultipartFormDataContent Create(ReadOnlyMemory<byte> file, string fileName, string? mediaType, IEnumerable<KeyValuePair<string, string>>? fields)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields ?? [])
        {
            var field = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
            form.Add(field, Quoted(name));
        }

        var part = new ReadOnlyMemoryContent(file);
        if (mediaType is not null)
        {
            part.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        }

        // The server's parser wants the names quoted, and takes only the plain form of a file name.
        part.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("form-data") { Name = Quoted("file"), FileName = Quoted(fileName.Replace("\"", "%22", StringComparison.Ordinal)) };
        form.Add(part);
        return form;
    }

    private static string Quoted(string text) => "\"" + text + "\"";
}
