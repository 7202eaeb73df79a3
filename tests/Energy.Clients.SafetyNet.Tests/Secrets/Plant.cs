using System.Net;
using System.Text;
using System.Text.Json;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A secret as servers echo it, in every form, and what must be found of it nowhere.</summary>
/// <param name="secret">The secret; it holds <see cref="Core"/>.</param>
internal sealed class Plant(string secret)
{
    /// <summary>The part of every secret that no escaping changes.</summary>
    public const string Core = "s3cr3tc0re7x";

    private static readonly string[] Needles = [Core, Hex(Core), .. Enumerable.Range(0, 3).Select(Base64Inside)];

    /// <summary>All forms, in one text.</summary>
    public string Text { get; } = string.Join(" | ", Forms(secret));

    /// <summary>The same as the content of a JSON string.</summary>
    public string Json => JsonEncodedText.Encode(Text).ToString();

    /// <summary>In a form that can be the name of a header.</summary>
    public string Name { get; } = Uri.EscapeDataString(secret);

    /// <summary>What shows of a secret in a text; null where nothing does.</summary>
    public static string? FindIn(string text)
    {
        foreach (var needle in Needles)
        {
            var at = text.IndexOf(needle, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)].ReplaceLineEndings(" ");
            }
        }

        return null;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        var (json, address, half) = (JsonEncodedText.Encode(secret).ToString(), Uri.EscapeDataString(secret), secret.Length / 2);
        yield return secret;
        yield return secret.ToUpperInvariant();
        yield return secret.ToLowerInvariant();
        yield return address;
        yield return address.ToLowerInvariant();
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return json;
        yield return secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
        yield return string.Concat(secret.Select(static c => $"\\u{(int)c:x4}"));
        yield return string.Concat(Encoding.UTF8.GetBytes(secret).Select(static b => $"%{b:X2}"));
        yield return string.Concat(secret.Select(static c => $"&#{(int)c};"));
        yield return Hex(secret);
        yield return Hex(secret).ToLowerInvariant();
        yield return Base64(secret);
        yield return Base64(secret).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        yield return Base64("user:" + secret);
        yield return Base64("me:" + secret + ":more");

        // Two ways in one text, and one upon the other.
        yield return Uri.EscapeDataString(secret[..half]) + JsonEncodedText.Encode(secret[half..]);
        yield return WebUtility.HtmlEncode(secret[..half]) + Uri.EscapeDataString(secret[half..]);
        yield return Uri.EscapeDataString(address);
        yield return Uri.EscapeDataString(json);
        yield return JsonEncodedText.Encode(json).ToString();
        yield return WebUtility.HtmlEncode(json);
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // What the Base64 of any longer text has of the core, by where it begins.
    private static string Base64Inside(int before) => Base64(new string('x', before) + Core)[(((before * 8) + 5) / 6)..((before + Core.Length) * 8 / 6)];
}
