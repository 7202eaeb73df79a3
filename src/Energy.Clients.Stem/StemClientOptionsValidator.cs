namespace Energy.Clients.Stem;

/// <summary>Checks <see cref="StemClientOptions"/>.</summary>
internal sealed class StemClientOptionsValidator : EnergyClientOptionsValidator<StemClientOptions>
{
    protected override void Check(StemClientOptions options, List<string> failures)
    {
        if (options.GetCredential() is null)
        {
            CheckSecret(nameof(options.ApiKey), options.ApiKey, failures);
        }

        if (options.PageSize is < 1 or > 1_000)
        {
            failures.Add($"PageSize is {options.PageSize}. Set it from 1 to 1000; 100 is known to work.");
        }
    }
}
