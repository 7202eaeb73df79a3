namespace Energy.Clients;

/// <summary>Masks the credential of a request wherever a server may have echoed it.</summary>
internal static class Secrets
{
    private const int ShortestMasked = 3;
    private const string Masked = "***";

    /// <summary>The secrets that a request carried in the headers where credentials travel.</summary>
    public static IReadOnlyList<string> Of(HttpRequestMessage? request)
    {
        var secrets = new List<string>();
        if (request is null)
        {
            return secrets;
        }

        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (!IsSecret(name))
            {
                continue;
            }

            foreach (var value in values)
            {
                secrets.Add(value);
                var blank = value.LastIndexOf(' ');
                if (blank >= 0)
                {
                    secrets.Add(value[(blank + 1)..]);
                }
            }
        }

        return secrets;
    }

    public static string Mask(string text, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Length >= ShortestMasked)
            {
                text = text.Replace(secret, Masked, StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static bool IsSecret(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || header.Contains("key", StringComparison.OrdinalIgnoreCase)
        || header.Contains("token", StringComparison.OrdinalIgnoreCase);
}
