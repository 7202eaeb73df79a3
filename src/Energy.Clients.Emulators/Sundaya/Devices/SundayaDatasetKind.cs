namespace Energy.Clients.Emulators;

/// <summary>The datasets that the server takes: the last segment of the path.</summary>
internal enum SundayaDatasetKind
{
    Mppt,
    Pms,
    Inverter,
}
