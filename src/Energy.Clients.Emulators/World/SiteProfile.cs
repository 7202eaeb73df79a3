namespace Energy.Clients.Emulators;

/// <summary>What distinguishes one simulated site from another. Powers in kW.</summary>
internal sealed record SiteProfile(
    string Key,
    int Number,
    string Name,
    string ZoneId,
    double Latitude,
    double Longitude,
    int PanelPeak,
    int BatteryPower,
    int BaseLoad,
    int WorkLoad);
