namespace Energy.Clients.Sundaya;

/// <summary>The forms in which the server writes the cube. There is no image form.</summary>
public enum SundayaFormat
{
    /// <summary><c>application/vnd.collection+json</c>, the server's default. The same text as <see cref="Json"/>.</summary>
    CollectionJson,

    /// <summary><c>application/json</c>.</summary>
    Json,

    /// <summary><c>text/html</c>: a page with a chart, for people; about 65 KB for a week.</summary>
    Html,

    /// <summary><c>text/plain</c>: the JSON text as plain text.</summary>
    PlainText,
}
