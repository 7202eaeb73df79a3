using Microsoft.Extensions.Options;

namespace Energy.Clients.IOTile;

/// <summary>What tells IOTile's pipeline from another's.</summary>
internal sealed class IOTileVendor : EnergyVendor<IOTileClientOptions>
{
    public const string VendorName = "IOTile";

    private IOTileVendor()
    {
    }

    public static IOTileVendor Instance { get; } = new();

    public override string Name => VendorName;

    public override EnergyErrorReader Errors { get; } = new IOTileErrorReader();

    public override IValidateOptions<IOTileClientOptions> Validator { get; } = new IOTileClientOptionsValidator();

    public override EnergyAuthenticator CreateAuthenticator(IOTileClientOptions options) => new IOTileAuthenticator(options);

    public override EnergyCredential? CreateCredential(IOTileClientOptions options) =>
        options.GetCredential()
        ?? (options.UserName is { } user ? EnergyCredential.FromPassword(user, options.Password!)
            : options.Token is { } token ? EnergyCredential.FromText(token)
            : null);
}
