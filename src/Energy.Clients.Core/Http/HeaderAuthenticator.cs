namespace Energy.Clients.Authoring;

/// <summary>Sends the credential's text in one header, as it is or behind a scheme word.</summary>
/// <param name="header">The header's name (<c>Authorization</c>, <c>x-api-key</c>).</param>
/// <param name="scheme">The word before the text, followed by one space; <see langword="null"/> sends the text alone.</param>
public sealed class HeaderAuthenticator(string header, string? scheme = null) : EnergyAuthenticator
{
    /// <inheritdoc/>
    public override async ValueTask ApplyAsync(AuthenticationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var secret = await context.Account.Credential.GetSecretAsync(cancellationToken).ConfigureAwait(false);
        context.Request.Headers.Remove(header);
        context.Request.Headers.TryAddWithoutValidation(header, scheme is null ? secret : scheme + " " + secret);
    }
}
