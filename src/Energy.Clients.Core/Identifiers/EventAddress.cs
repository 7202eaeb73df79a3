namespace Energy.Clients;

/// <summary>The local part of an address that names an event of an asset, such as a state of charge (<c>40:30:302:soc</c>). There is no form of it in scheme fm1.</summary>
public readonly record struct EventAddress
{
    private readonly string? _eventType;

    /// <summary>Names an event.</summary>
    /// <param name="assetId">The asset; 0 or more.</param>
    /// <param name="eventId">The event's number, 0 or more; a server wants it greater than that of the last one.</param>
    /// <param name="eventType">Its type, such as <c>soc</c> or <c>soc-with-targets</c>: printable ASCII, not empty, no space at the end.</param>
    /// <param name="ownerId">The asset's owner, 0 or more; null (the default) leaves it out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative id.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> cannot stand in an address.</exception>
    [JsonConstructor]
    public EventAddress(long assetId, long eventId, string eventType, long? ownerId = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(assetId);
        ArgumentOutOfRangeException.ThrowIfNegative(eventId);
        ArgumentOutOfRangeException.ThrowIfNegative(ownerId ?? 0, nameof(ownerId));
        ArgumentException.ThrowIfNullOrEmpty(eventType);
        if (!EntityAddress.IsLocal<char>(eventType))
        {
            throw new ArgumentException($"An event type is printable ASCII without a space at the end, not '{eventType}'.", nameof(eventType));
        }

        AssetId = assetId;
        EventId = eventId;
        OwnerId = ownerId;
        _eventType = eventType;
    }

    /// <summary>The asset's id.</summary>
    public long AssetId { get; }

    /// <summary>The event's number.</summary>
    public long EventId { get; }

    /// <summary>The event's type; may hold colons.</summary>
    public string EventType => _eventType ?? "";

    /// <summary>The owner's id; null when the address leaves it out.</summary>
    public long? OwnerId { get; }

    /// <summary>The local part without a scheme's prefix: <c>40:30:302:soc</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{OwnerId}{(OwnerId is null ? "" : ":")}{AssetId}:{EventId}:{EventType}");
}
