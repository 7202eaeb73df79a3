using Microsoft.Extensions.Options;

namespace Energy.Clients.Sundaya;

/// <summary>What tells Sundaya's pipeline from another's.</summary>
internal sealed class SundayaVendor : EnergyVendor<SundayaClientOptions>
{
    public const string VendorName = "Sundaya";

    private SundayaVendor()
    {
    }

    public static SundayaVendor Instance { get; } = new();

    public override string Name => VendorName;

    public override EnergyErrorReader Errors { get; } = new SundayaErrorReader();

    public override IValidateOptions<SundayaClientOptions> Validator { get; } = new SundayaClientOptionsValidator();

    public override EnergyAuthenticator CreateAuthenticator(SundayaClientOptions options) => new HeaderAuthenticator("x-api-key");

    public override EnergyCredential? CreateCredential(SundayaClientOptions options) =>
        options.GetCredential() ?? (string.IsNullOrEmpty(options.ApiKey) ? null : EnergyCredential.FromText(options.ApiKey));
}
