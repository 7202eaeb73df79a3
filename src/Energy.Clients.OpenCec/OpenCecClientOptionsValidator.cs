namespace Energy.Clients.OpenCec;

/// <summary>Checks <see cref="OpenCecClientOptions"/>.</summary>
internal sealed class OpenCecClientOptionsValidator : EnergyClientOptionsValidator<OpenCecClientOptions>
{
    protected override void Check(OpenCecClientOptions options, List<string> failures)
    {
        if (options.GetCredential() is null)
        {
            CheckSecret(nameof(options.ApiKey), options.ApiKey, failures);
            if (options.ApiKey?.Length > DesCrypt.MaxKeyBytes)
            {
                failures.Add(
                    $"ApiKey has {options.ApiKey.Length} characters; the server fails on more than {DesCrypt.MaxKeyBytes}, and only the first {DesCrypt.CountedBytes} count.");
            }
        }

        if (options is { AllowHttp: false, BaseAddress: { IsAbsoluteUri: true, Host: "0.0.0.0" or "[::]" } })
        {
            failures.Add(
                $"BaseAddress {options.BaseAddress} is where a server listens (its documents name it), not where it is found. On the server's own machine write "
                    + $"http://localhost:{options.BaseAddress.Port}, elsewhere the server's name.");
        }

        if (string.IsNullOrEmpty(options.DatabaseTimeZone) || DateTimeZoneProviders.Tzdb.GetZoneOrNull(options.DatabaseTimeZone) is null)
        {
            failures.Add($"DatabaseTimeZone '{options.DatabaseTimeZone}' is not known. Set it to an id of the tz database, for example Australia/Sydney, or leave UTC.");
        }
    }
}
