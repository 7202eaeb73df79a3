namespace Energy.Clients.OpenCec;

/// <summary>The certificates of the listings.</summary>
public class OpenCecCertificateOperations : OpenCecResource<OpenCecCertificate, OpenCecCertificateQuery, OpenCecNewCertificate, OpenCecCertificateUpdate>
{
    private static readonly EnergyPath Rows = new("admin/certificates");
    private static readonly EnergyPath Row = new("admin/certificates/{id}");

    internal static readonly EnergyEndpoint List = Rows.Get("OpenCec.Certificates.List");
    internal static readonly EnergyEndpoint Get = Rows.Get("OpenCec.Certificates.Get");
    internal static readonly EnergyEndpoint Find = Rows.Get("OpenCec.Certificates.Find");
    internal static readonly EnergyEndpoint Create = Rows.Post("OpenCec.Certificates.Create");
    internal static readonly EnergyEndpoint Update = Row.Put("OpenCec.Certificates.Update");
    internal static readonly EnergyEndpoint Delete = Row.Delete("OpenCec.Certificates.Delete");

    internal OpenCecCertificateOperations(EnergyTransport<OpenCecClientOptions> transport)
        : base(transport, new OpenCecEndpoints(List, Get, Find, Create, Update, Delete), OpenCecJsonContext.Default.OpenCecCertificate, static row => row.Id)
    {
    }

    /// <summary>For substitutes in tests.</summary>
    protected OpenCecCertificateOperations()
    {
    }
}
