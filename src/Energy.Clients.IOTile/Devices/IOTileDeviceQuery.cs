namespace Energy.Clients.IOTile;

/// <summary>Which devices to list.</summary>
public sealed record IOTileDeviceQuery : IOTileListQuery
{
    /// <summary>Keeps the devices of a project: its UUID, or its slug in any form. A text that is neither gives an empty list. <see langword="null"/> keeps all.</summary>
    public string? Project { get; init; }

    /// <summary>Keeps the devices of an organisation, by slug.</summary>
    public string? Org { get; init; }

    /// <summary>Whether inactive devices are listed too.</summary>
    public bool All { get; init; }

    /// <summary>Keeps devices with this template.</summary>
    public string? Template { get; init; }

    /// <summary>Keeps devices with this sensor graph; an unknown one is an error (404).</summary>
    public string? SensorGraph { get; init; }

    /// <summary>Keeps the device with this id of your own.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Keeps claimed devices. The server does so whatever the value, so only <see langword="true"/> can be asked for.</summary>
    public bool ClaimedOnly { get; init; }

    internal override void AddTo(QueryArguments query) => query
        .Set("project", Project)
            .Set("org__slug", Org).SetFlag("all", All).Set("dt", Template).Set("sg", SensorGraph).Set("external_id", ExternalId).Set("claimed", ClaimedOnly ? "true" : null);
}
