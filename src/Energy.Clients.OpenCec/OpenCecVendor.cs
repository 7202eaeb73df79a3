using Microsoft.Extensions.Options;

namespace Energy.Clients.OpenCec;

/// <summary>What tells Open CEC's pipeline from another's.</summary>
internal sealed class OpenCecVendor : EnergyVendor<OpenCecClientOptions>
{
    public const string VendorName = "OpenCec";
    public const string KeyHeader = "x-api-key";

    private OpenCecVendor()
    {
    }

    public static OpenCecVendor Instance { get; } = new();

    public override string Name => VendorName;

    public override EnergyErrorReader Errors { get; } = new OpenCecErrorReader();

    public override IValidateOptions<OpenCecClientOptions> Validator { get; } = new OpenCecClientOptionsValidator();

    public override EnergyAuthenticator CreateAuthenticator(OpenCecClientOptions options) => new HeaderAuthenticator(KeyHeader);

    public override EnergyCredential? CreateCredential(OpenCecClientOptions options) => options.GetCredential() ?? EnergyCredential.FromText(options.ApiKey!);
}
