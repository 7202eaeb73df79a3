namespace Energy.Clients.Emulators;

/// <summary>What the emulators are told before they start.</summary>
public sealed class EnergyEmulatorOptions
{
    /// <summary>The seed of the simulated world: equal seeds give equal worlds, on every machine.</summary>
    /// <value>Default 0.</value>
    public long Seed { get; set; }

    /// <summary>The clock of the emulators: it decides which intervals are over and so can be read, times delays, and stamps answers.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>. Tests give a <see cref="ManualTimeProvider"/>, the same as to the client.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The Stem emulator.</summary>
    public StemEmulatorOptions Stem { get; } = new();

    /// <summary>The Sundaya emulator.</summary>
    public SundayaEmulatorOptions Sundaya { get; } = new();

    /// <summary>The IOTile emulator.</summary>
    public IOTileEmulatorOptions IOTile { get; } = new();

    /// <summary>The Open CEC emulator.</summary>
    public OpenCecEmulatorOptions OpenCec { get; } = new();

    /// <summary>The FlexMeasures emulator.</summary>
    public FlexMeasuresEmulatorOptions FlexMeasures { get; } = new();

    internal IReadOnlyList<VendorEmulatorOptions> Vendors => [Stem, Sundaya, FlexMeasures, OpenCec, IOTile];

    /// <summary>Starts only the vendors named, and none of the others.</summary>
    /// <param name="vendors">Option objects of this instance: <c>o.Only(o.Stem)</c>.</param>
    public void Only(params VendorEmulatorOptions[] vendors)
    {
        ArgumentNullException.ThrowIfNull(vendors);
        foreach (var vendor in Vendors)
        {
            vendor.Enabled = vendors.Contains(vendor);
        }
    }

    internal void Validate()
    {
        if (TimeProvider is null)
        {
            throw new ArgumentException($"{nameof(EnergyEmulatorOptions)}.{nameof(TimeProvider)} is null: give a TimeProvider, or leave the default.");
        }

        foreach (var vendor in Vendors)
        {
            if (vendor.Port is < 0 or > ushort.MaxValue)
            {
                throw new ArgumentException($"{vendor.GetType().Name}.{nameof(vendor.Port)} is {vendor.Port}: use a port from 1 to 65535, or 0 for any free one.");
            }
        }

        Stem.Validate();
        Sundaya.Validate();
        IOTile.Validate();
        OpenCec.Validate();
        FlexMeasures.Validate();
    }
}
