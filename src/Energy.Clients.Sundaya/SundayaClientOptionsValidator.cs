namespace Energy.Clients.Sundaya;

/// <summary>Checks <see cref="SundayaClientOptions"/>.</summary>
internal sealed class SundayaClientOptionsValidator : EnergyClientOptionsValidator<SundayaClientOptions>
{
    protected override void Check(SundayaClientOptions options, List<string> failures)
    {
        if (options.GetCredential() is null && !string.IsNullOrEmpty(options.ApiKey))
        {
            CheckSecret(nameof(options.ApiKey), options.ApiKey, failures);
        }

        if (options.TotalTimeout == Timeout.InfiniteTimeSpan)
        {
            failures.Add("TotalTimeout is infinite. Sundaya's server can leave a request without any answer: set a limit, for example 00:01:40.");
        }
    }
}
