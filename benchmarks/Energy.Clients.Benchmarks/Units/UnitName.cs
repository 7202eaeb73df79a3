namespace Energy.Clients.Benchmarks;

/// <summary>The usual symbols as an enumeration, to be read by the framework.</summary>
public enum UnitName
{
    W,
    kW,
    MW,
    GW,
    Wh,
    kWh,
    MWh,
    GWh,
    J,
    MJ,
    VA,
    kVA,
    V,
    A,
    Hz,
    K,
    degC,
    degF,
    l,
    m3,
    percent,
    dimensionless,
    EUR,
    EURperMWh,
    EURperKWh,
}
