using NodaTime.Text;

namespace Energy.Clients.FlexMeasures;

/// <summary>Checks <see cref="FlexMeasuresClientOptions"/>.</summary>
internal sealed class FlexMeasuresClientOptionsValidator : EnergyClientOptionsValidator<FlexMeasuresClientOptions>
{
    protected override void Check(FlexMeasuresClientOptions options, List<string> failures)
    {
        if (options.GetCredential() is null)
        {
            CheckCredential(options, failures);
        }

        if (string.IsNullOrEmpty(options.TokenHeader) || options.TokenHeader.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            failures.Add(
                $"TokenHeader '{options.TokenHeader}' is not the name of a header. Set it to letters, digits and hyphens; servers use Authorization unless set otherwise.");
        }

        if (options.AddressHost is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            failures.Add($"AddressHost '{host}' is not the name of a host. Write it as company.flexmeasures.io, without scheme, port and path.");
        }

        if (options.AddressDateCode is { } code && !YearMonthPattern.Iso.Parse(code).Success)
        {
            failures.Add($"AddressDateCode '{code}' is not a month. Write it as yyyy-MM, for example 2021-02.");
        }
    }

    private static void CheckCredential(FlexMeasuresClientOptions options, List<string> failures)
    {
        if (options.Token is not null)
        {
            CheckSecret(nameof(options.Token), options.Token, failures);
        }

        if (options.Email is { } email)
        {
            // As the vendor's own client asks: a name, an @, and a domain with a dot.
            var at = email.IndexOf('@', StringComparison.Ordinal);
            if (at < 1 || email.IndexOf('.', at) < at + 2 || email.EndsWith('.') || email.Any(char.IsWhiteSpace))
            {
                failures.Add("Email is not an e-mail address. Set it to the one the account was made with.");
            }

            if (string.IsNullOrEmpty(options.Password))
            {
                failures.Add("Password is empty. Set it to the password of the e-mail address.");
            }
        }
        else if (options.Password is not null)
        {
            failures.Add("Password is set without Email. Set both.");
        }
    }
}
