namespace Energy.Clients.IOTile;

/// <summary>Which streamers to list.</summary>
public sealed record IOTileStreamerQuery : IOTileListQuery
{
    /// <summary>Keeps the streamers of a device.</summary>
    public DeviceSlug? Device { get; init; }

    /// <summary>Keeps streamers with this selector.</summary>
    public int? Selector { get; init; }

    /// <summary>Keeps the streamer with this slug.</summary>
    public StreamerSlug? Slug { get; init; }

    internal override void AddTo(QueryArguments query) => query.Set("device", Device?.ToString()).Set("selector", Selector).Set("slug", Slug?.ToString());
}
