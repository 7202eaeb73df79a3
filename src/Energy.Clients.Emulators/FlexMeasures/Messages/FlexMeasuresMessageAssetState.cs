using NodaTime;

namespace Energy.Clients.Emulators;

/// <summary>An asset, market or weather sensor of a server of 2021, with its beliefs. Power is kept in the sign of the messages: positive is consumption.</summary>
internal sealed class FlexMeasuresMessageAssetState(long id, string name)
{
    public long Id { get; } = id;

    public string Name { get; } = name;

    public string DisplayName { get; set; } = name;

    /// <summary><c>asset</c>, <c>market</c> or <c>weather</c>.</summary>
    public string Kind { get; set; } = "asset";

    /// <summary>The type of an asset or weather sensor.</summary>
    public string Type { get; set; } = "";

    /// <summary>The type as people write it.</summary>
    public string TypeName { get; set; } = "";

    public long OwnerId { get; set; }

    public string Unit { get; set; } = "MW";

    public bool ConsumesOnly { get; set; }

    public bool ProducesOnly { get; set; }

    public string Latitude { get; set; } = "";

    public string Longitude { get; set; } = "";

    public double? Charge { get; set; }

    public Instant? ChargeAt { get; set; }

    public long ChargeEventId { get; set; }

    public FlexMeasuresSensorState Values { get; } = new(id, name);
}
