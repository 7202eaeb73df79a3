namespace Energy.Clients.OpenCec;

/// <summary>The certificates of the listings.</summary>
public class OpenCecCertificateOperations : OpenCecResource<OpenCecCertificate, OpenCecCertificateQuery, OpenCecNewCertificate, OpenCecCertificateUpdate>
{
    internal OpenCecCertificateOperations(OpenCecConnection connection)
        : base(connection, "Certificates", "certificates", OpenCecJsonContext.Default.OpenCecCertificate, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecCertificateOperations()
    {
    }
}
