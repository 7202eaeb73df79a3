namespace Energy.Clients.IOTile;

/// <summary>Checks <see cref="IOTileClientOptions"/>.</summary>
internal sealed class IOTileClientOptionsValidator : EnergyClientOptionsValidator<IOTileClientOptions>
{
    protected override void Check(IOTileClientOptions options, List<string> failures)
    {
        if (options.Token is { } token)
        {
            if (token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || token.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            {
                failures.Add("Token begins with a scheme word that this server ignores. Give the token alone; the client sends it as jwt or token.");
            }
            else
            {
                CheckSecret(nameof(options.Token), token, failures);
                CheckUser(options, token, failures);
            }
        }

        if (options.UserName is not null || options.Password is not null)
        {
            if (string.IsNullOrWhiteSpace(options.UserName))
            {
                failures.Add("UserName is empty although Password is set. Set it to the user name or the e-mail address.");
            }

            if (string.IsNullOrEmpty(options.Password))
            {
                failures.Add("Password is empty although UserName is set. Set both, or a Token.");
            }
        }

        if (options.TokenScheme.Length > 0 && IOTileTokenScheme.DescribeFault(options.TokenScheme) is { } fault)
        {
            failures.Add($"TokenScheme {fault}");
        }

        if (options.RefreshBefore < TimeSpan.Zero || options.RefreshBefore > TimeSpan.FromDays(6))
        {
            failures.Add($"RefreshBefore is {options.RefreshBefore}. Set it from 0 to 6 days; a token lives 7.");
        }
    }

    // The server goes by the name in the token alone, so calls would be made as somebody else.
    private static void CheckUser(IOTileClientOptions options, string token, List<string> failures)
    {
        if (options.UserName is { Length: > 0 } user && token.Length > 0 && new IOTileToken(token, IOTileTokenScheme.Jwt).User is { Name: { } name, Email: var email }
            && name != user && !string.Equals(email, user, StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"Token is the JWT of the user '{name}', and UserName is '{user}'. Give the token of that user, or none.");
        }
    }
}
