namespace Energy.Clients.OpenCec;

/// <summary>The endpoints of one resource. The server reads a single row through its list: <c>?id=</c>.</summary>
internal sealed record OpenCecEndpoints(EnergyEndpoint List, EnergyEndpoint Get, EnergyEndpoint Find, EnergyEndpoint Create, EnergyEndpoint Update, EnergyEndpoint Delete);
