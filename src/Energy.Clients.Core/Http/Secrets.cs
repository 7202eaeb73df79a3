using System.Collections.Immutable;
using System.Text.Json;

namespace Energy.Clients;

/// <summary>The secrets that one call sends, so that they can be masked wherever a server may have echoed them.</summary>
internal sealed class Secrets
{
    private const int ShortestMasked = 3;
    private const string Masked = "***";

    private ImmutableHashSet<string> _texts = [];

    /// <summary>Notes a secret, also in the forms that addresses and JSON give it.</summary>
    public void Add(string? secret)
    {
        if (secret is not { Length: >= ShortestMasked } || _texts.Contains(secret))
        {
            return;
        }

        string[] forms = [secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString()];
        ImmutableInterlocked.Update(ref _texts, static (texts, more) => texts.Union(more), forms);
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

    /// <summary>The text with every secret replaced.</summary>
    public string Mask(string text)
    {
        // The longest first: a whole header value before the key inside it.
        foreach (var secret in _texts.OrderByDescending(static s => s.Length))
        {
            text = text.Replace(secret, Masked, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The text with every secret replaced, where there is a text.</summary>
    public string? MaskOrNull(string? text) => text is null ? null : Mask(text);

    /// <summary>The cause itself, or one that says the same without the secrets when its text holds one.</summary>
    public HttpRequestException Scrub(HttpRequestException cause)
    {
        var text = cause.ToString();
        return Mask(text) == text ? cause : new HttpRequestException(cause.HttpRequestError, Mask(cause.Message), null, cause.StatusCode);
    }

    /// <inheritdoc cref="Scrub(HttpRequestException)"/>
    public JsonException Scrub(JsonException cause)
    {
        var text = cause.ToString();
        return Mask(text) == text ? cause : new JsonException(Mask(cause.Message), MaskOrNull(cause.Path), cause.LineNumber, cause.BytePositionInLine);
    }

    private static bool IsSecret(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || header.Contains("key", StringComparison.OrdinalIgnoreCase)
        || header.Contains("token", StringComparison.OrdinalIgnoreCase);
}
