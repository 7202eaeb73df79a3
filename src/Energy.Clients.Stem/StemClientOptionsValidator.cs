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
    }
}
