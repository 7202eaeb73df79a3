namespace Energy.Clients.Emulators;

/// <summary>What every emulator can be told before it starts.</summary>
public abstract class VendorEmulatorOptions
{
    private protected VendorEmulatorOptions()
    {
    }

    /// <summary>Whether the emulator is started.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The port it listens on, at 127.0.0.1.</summary>
    /// <value>Default 0: a free port that the system picks, so that any number of test runs go side by side.</value>
    public int Port { get; set; }
}
