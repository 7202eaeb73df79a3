namespace Energy.Clients.OpenCec;

/// <summary>The certificates of the listings.</summary>
/// <example>
/// <code>
/// await cec.Admin.Certificates.UpdateAsync(certificateId, new() { TestProfiles = ["CSIP-AUS 1.2"] });
/// </code>
/// </example>
public class OpenCecCertificateOperations : OpenCecResource<OpenCecCertificate, OpenCecCertificateQuery, OpenCecNewCertificate, OpenCecCertificateUpdate>
{
    internal static readonly OpenCecEndpoints Endpoints = new("Certificates", "certificates");

    internal OpenCecCertificateOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, Endpoints, OpenCecJsonContext.Default.OpenCecCertificate)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecCertificateOperations()
        : this(null!)
    {
    }
}
