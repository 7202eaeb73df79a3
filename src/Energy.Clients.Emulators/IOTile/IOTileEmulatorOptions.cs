namespace Energy.Clients.Emulators;

/// <summary>What the IOTile emulator can be told before it starts.</summary>
public sealed class IOTileEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>The default of <see cref="UserName"/>.</summary>
    public const string DefaultUserName = "emulated@example.com";

    /// <summary>The default of <see cref="Password"/>.</summary>
    public const string DefaultPassword = "emulated-iotile-password";

    internal IOTileEmulatorOptions()
    {
    }

    /// <summary>The e-mail address of the user of the simulated world.</summary>
    /// <value>Default <see cref="DefaultUserName"/>.</value>
    public string UserName { get; set; } = DefaultUserName;

    /// <summary>The password of that user.</summary>
    /// <value>Default <see cref="DefaultPassword"/>.</value>
    public string Password { get; set; } = DefaultPassword;

    /// <summary>The key that JWTs are signed with.</summary>
    /// <value>Default a fixed text: an emulator keeps no secrets.</value>
    public string SigningKey { get; set; } = "emulated-iotile-signing-key";

    /// <summary>
    /// How many days of the simulated world are there for those who name no first instant, up to now; 0 to 366. Who does name an earlier one gets the world from there on, worked
    /// out again each time; with 0 there is no simulated past at all.
    /// </summary>
    /// <value>Default 31.</value>
    public int Days { get; set; } = 31;

    /// <summary>Whether the simulated world is there from the start.</summary>
    /// <value>Default <see langword="true"/>. When false the emulator starts empty, for a state of your own.</value>
    public bool SimulatedWorld { get; set; } = true;

    internal void Validate()
    {
        if (Days is < 0 or > 366)
        {
            throw new ArgumentException($"{nameof(IOTileEmulatorOptions)}.{nameof(Days)} is {Days}: use 0 to 366.");
        }

        if (string.IsNullOrEmpty(UserName) || string.IsNullOrEmpty(Password) || string.IsNullOrEmpty(SigningKey))
        {
            throw new ArgumentException($"{nameof(IOTileEmulatorOptions)}: {nameof(UserName)}, {nameof(Password)} and {nameof(SigningKey)} must not be empty.");
        }
    }
}
