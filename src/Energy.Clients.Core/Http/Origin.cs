namespace Energy.Clients;

/// <summary>Scheme, host and port: what a credential is bound to.</summary>
internal static class Origin
{
    public static bool IsSame(Uri a, Uri? b) =>
        b is { IsAbsoluteUri: true } && a.Port == b.Port && a.Scheme == b.Scheme && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Scheme, host and port as text, without a user name or password that an address may carry.</summary>
    public static string Show(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
