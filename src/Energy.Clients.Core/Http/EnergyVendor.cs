using Microsoft.Extensions.Options;

namespace Energy.Clients.Authoring;

/// <summary>What tells one vendor's pipeline from another's. For authors of vendor clients; one instance a package.</summary>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
public abstract class EnergyVendor<TOptions>
    where TOptions : EnergyClientOptions
{
    /// <summary>The vendor's name as it stands in type names, operations and client names (<c>Stem</c>).</summary>
    public abstract string Name { get; }

    /// <summary>The package's name: activity source, meter and log category.</summary>
    public string PackageName => "Energy.Clients." + Name;

    /// <summary>Reads the vendor's error bodies.</summary>
    public abstract EnergyErrorReader Errors { get; }

    /// <summary>Checks the vendor's options.</summary>
    public abstract IValidateOptions<TOptions> Validator { get; }

    /// <summary>Makes the vendor's way to sign requests.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The authenticator, one for a client.</returns>
    public abstract EnergyAuthenticator CreateAuthenticator(TOptions options);

    /// <summary>The credential that the options name.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The credential, or <see langword="null"/> for a client that starts without one.</returns>
    public abstract EnergyCredential? CreateCredential(TOptions options);
}
