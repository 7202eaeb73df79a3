using Microsoft.Extensions.Options;

namespace Energy.Clients.Stem;

/// <summary>What tells Stem's pipeline from another's.</summary>
internal sealed class StemVendor : EnergyVendor<StemClientOptions>
{
    public const string VendorName = "Stem";

    private StemVendor()
    {
    }

    public static StemVendor Instance { get; } = new();

    public override string Name => VendorName;

    public override EnergyErrorReader Errors { get; } = new StemErrorReader();

    public override IValidateOptions<StemClientOptions> Validator { get; } = new StemClientOptionsValidator();

    public override EnergyAuthenticator CreateAuthenticator(StemClientOptions options) => new HeaderAuthenticator("Authorization", "APIKEY");

    public override EnergyCredential? CreateCredential(StemClientOptions options) => options.GetCredential() ?? EnergyCredential.FromText(options.ApiKey!);
}
