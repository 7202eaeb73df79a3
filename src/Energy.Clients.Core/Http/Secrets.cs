namespace Energy.Clients;

/// <summary>The secrets that one call sends, so that they can be masked wherever a server may have echoed them.</summary>
internal sealed class Secrets
{
    private const int ShortestMasked = 3;
    private const int ShortestInsideBase64 = 8;
    private const string Masked = "***";

    private string[] _texts = [];

    // The texts and what code makes of them, the longest first: a whole header value before the key inside it. Made when something is to be masked, which is seldom.
    private volatile Words? _forms;

    /// <summary>Notes a secret.</summary>
    public void Add(string? secret)
    {
        if (secret is not { Length: >= ShortestMasked })
        {
            return;
        }

        string[] known;
        do
        {
            known = Volatile.Read(ref _texts);
            if (known.Contains(secret))
            {
                return;
            }
        }
        while (Interlocked.CompareExchange(ref _texts, [.. known, secret], known) != known);
        _forms = null;
    }

    /// <summary>Notes the secrets in the headers where credentials travel.</summary>
    public void AddFrom(HttpRequestMessage request)
    {
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (!IsSecret(name))
            {
                continue;
            }

            foreach (var value in values)
            {
                Add(value);
                Add(value[(value.LastIndexOf(' ') + 1)..]);
            }
        }
    }

    /// <summary>The text with every secret replaced, in whatever case it is written and however it is escaped, in several ways at once and more than once too.</summary>
    public string Mask(string text)
    {
        if (_texts.Length == 0)
        {
            return text;
        }

        var forms = _forms ??= new Words(_texts.SelectMany(Forms));
        return EscapedText.Replace(text, forms, Masked);
    }

    /// <summary>The text with every secret replaced, where there is a text.</summary>
    public string? MaskOrNull(string? text) => text is null ? null : Mask(text);

    /// <summary>The cause itself, or one that says the same without the secrets when its text, or that of a cause behind it, holds one.</summary>
    public Exception Scrub(Exception cause)
    {
        var text = cause.ToString();
        return Mask(text) == text ? cause : cause switch
        {
            JsonException json => Scrub(json),
            HttpRequestException http => new HttpRequestException(http.HttpRequestError, Mask(http.Message), null, http.StatusCode),
            _ => new IOException($"{cause.GetType().Name}: {Mask(cause.Message)}"),
        };
    }

    /// <inheritdoc cref="Scrub(Exception)"/>
    public JsonException Scrub(JsonException cause)
    {
        var text = cause.ToString();
        return Mask(text) == text ? cause : new JsonException(Mask(cause.Message), MaskOrNull(cause.Path), cause.LineNumber, cause.BytePositionInLine);
    }

    // As it is, with a plus for a space, in the Latin-1 that header lines are read as, and in hex and Base64. How it may be escaped is undone in the text.
    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        string[] forms = [secret, secret.Replace(' ', '+'), Encoding.Latin1.GetString(bytes), Convert.ToHexString(bytes), Convert.ToBase64String(bytes), .. Base64Inside(bytes)];
        return forms.SelectMany(static f => (string[])[f, f.Replace('+', '-').Replace('/', '_')]);
    }

    // What of it is the same in the Base64 of any longer text that holds it ("user:password"): three ways, by where it begins.
    private static IEnumerable<string> Base64Inside(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. secret]);
            var (start, end) = (((before * 8) + 5) / 6, (before + secret.Length) * 8 / 6);
            if (end - start >= ShortestInsideBase64)
            {
                yield return text[start..end];
            }
        }
    }

    private static bool IsSecret(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || header.Contains("key", StringComparison.OrdinalIgnoreCase)
        || header.Contains("token", StringComparison.OrdinalIgnoreCase);
}
