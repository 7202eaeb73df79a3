namespace Energy.Clients.Emulators;

/// <summary>An asset, market or weather sensor of a server of 2021, with its beliefs. Power is kept in the sign of the messages: positive is consumption.</summary>
internal sealed class FlexMeasuresMessageAssetState(long id, string name)
{
    public long Id { get; } = id;

    public string Name { get; set; } = name;

    public string DisplayName { get; set; } = name;

    public long? MarketId { get; set; }

    /// <summary>The most power that it takes, in MW.</summary>
    public double? Capacity { get; set; }

    /// <summary>The limits of the state of charge, in MWh.</summary>
    public double? LeastCharge { get; set; }

    public double? MostCharge { get; set; }

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

    public FlexMeasuresSensorState Values { get; } = new(id, name) { TimeZone = "UTC" };
}
