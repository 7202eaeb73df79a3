namespace Energy.Clients.Sundaya;

/// <summary>The kinds of telemetry that the service takes.</summary>
public enum SundayaDatasetKind
{
    /// <summary>Maximum power point trackers: panels, battery and loads. Path <c>mppt</c>, topic <c>pub.tel_mppt</c>.</summary>
    Mppt,

    /// <summary>Pack management systems: battery packs with 14 cells. Path <c>pms</c>, topic <c>pub.tel_pms</c>.</summary>
    Pms,

    /// <summary>Grid-interactive inverters: panels, battery, loads and the grid. Path <c>inverter</c>, topic <c>pub.tel_inv</c>.</summary>
    Inverter,
}
