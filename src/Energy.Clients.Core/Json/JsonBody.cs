using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.Authoring;

/// <summary>JSON bodies that are sent: <c>application/json</c>, in memory, so that a request can be sent again. For authors of vendor clients.</summary>
public static class JsonBody
{
    private static readonly MediaTypeHeaderValue MediaType = new("application/json");

    /// <summary>A body that is an object.</summary>
    /// <param name="members">Writes its members, with <see cref="JsonMembers"/> or the writer's own methods.</param>
    /// <returns>The content.</returns>
    public static HttpContent OfMembers(Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Document(json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        });
    }

    /// <summary>A body that is any document, for example an array.</summary>
    /// <param name="write">Writes the document.</param>
    /// <returns>The content.</returns>
    public static HttpContent Document(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return Content(buffer.WrittenSpan.ToArray());
    }

    /// <summary>A body made from a model.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">The model's source-generated metadata.</param>
    /// <returns>The content.</returns>
    public static HttpContent Of<T>(T value, JsonTypeInfo<T> typeInfo) => Content(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));

    /// <summary>A content without bytes that names JSON, for servers that look at the name.</summary>
    /// <returns>The content.</returns>
    public static HttpContent Empty() => Content([]);

    private static ByteArrayContent Content(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaType;
        return content;
    }
}
