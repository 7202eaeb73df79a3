namespace Energy.Clients;

/// <summary>Reads what is worth keeping of an answer's headers.</summary>
internal static class ResponseInfo
{
    private static readonly string[] RequestIdHeaders = ["X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "CF-Ray"];

    public static string? RequestId(HttpResponseMessage response, Secrets? secrets)
    {
        foreach (var name in RequestIdHeaders)
        {
            if (response.Headers.TryGetValues(name, out var values))
            {
                var id = string.Join(",", values);
                return secrets?.Mask(id) ?? id;
            }
        }

        return null;
    }

    public static PageResponse ToPageResponse(HttpResponseMessage response, Secrets? secrets)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            // Cookies are sign-in state: they are neither kept nor shown.
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                headers[secrets?.Mask(name) ?? name] = secrets?.Mask(values.ToString()) ?? values.ToString();
            }
        }

        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            headers[secrets?.Mask(name) ?? name] = secrets?.Mask(values.ToString()) ?? values.ToString();
        }

        return new PageResponse(response.StatusCode, headers, RequestId(response, secrets));
    }
}
