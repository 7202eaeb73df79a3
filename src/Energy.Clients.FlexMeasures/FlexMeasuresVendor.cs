using Microsoft.Extensions.Options;

namespace Energy.Clients.FlexMeasures;

/// <summary>What tells FlexMeasures' pipeline from another's.</summary>
internal sealed class FlexMeasuresVendor : EnergyVendor<FlexMeasuresClientOptions>
{
    public const string VendorName = "FlexMeasures";

    private FlexMeasuresVendor()
    {
    }

    public static FlexMeasuresVendor Instance { get; } = new();

    public override string Name => VendorName;

    public override EnergyErrorReader Errors { get; } = new FlexMeasuresErrorReader();

    public override IValidateOptions<FlexMeasuresClientOptions> Validator { get; } = new FlexMeasuresClientOptionsValidator();

    public override EnergyAuthenticator CreateAuthenticator(FlexMeasuresClientOptions options) => new FlexMeasuresAuthenticator(options);

    public override EnergyCredential? CreateCredential(FlexMeasuresClientOptions options) =>
        options.GetCredential()
        ?? (options.Email is { } email ? EnergyCredential.FromPassword(email, options.Password!)
            : options.Token is { } token ? EnergyCredential.FromText(token)
            : null);
}
