namespace Energy.Clients.Emulators;

/// <summary>What the FlexMeasures emulator can be told before it starts.</summary>
public sealed class FlexMeasuresEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>The default of <see cref="Email"/>.</summary>
    public const string DefaultEmail = "user@emulated.example";

    /// <summary>The default of <see cref="Password"/>.</summary>
    public const string DefaultPassword = "emulated-flexmeasures-password";

    internal FlexMeasuresEmulatorOptions()
    {
    }

    /// <summary>The e-mail address of the user of the simulated world, an account admin.</summary>
    /// <value>Default <see cref="DefaultEmail"/>.</value>
    public string Email { get; set; } = DefaultEmail;

    /// <summary>The password of that user.</summary>
    /// <value>Default <see cref="DefaultPassword"/>.</value>
    public string Password { get; set; } = DefaultPassword;

    /// <summary>How long a job (schedule, forecast, ingestion) takes by the emulators' clock.</summary>
    /// <value>Default 2 s.</value>
    public TimeSpan JobDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many schedules and forecasts an account may trigger in 5 minutes; more are answered with 429.</summary>
    /// <value>Default 10, the server's.</value>
    public int TriggersPerFiveMinutes { get; set; } = 10;

    /// <summary>Whether a worker takes posted and uploaded data in: the server answers 202 with a job, which stores them, or fails over what a server without worker refuses at
    /// once.</summary>
    /// <value>Default <see langword="false"/>. <see cref="FlexMeasuresEmulatorState.StoresLater"/> switches it while the emulator runs.</value>
    public bool StoresLater { get; set; }

    /// <summary>Whether the server is one of 2021, which speaks messages (v1 to v2_0) and not v3_0.</summary>
    /// <value>Default <see langword="false"/>: a server of today, which answers messages with 410.</value>
    public bool SpeaksMessages { get; set; }

    /// <summary>The corrected form of a defect: a negative horizon of a post keeps its minus sign.</summary>
    /// <value>Default <see langword="false"/>: it is lost, as on real servers.</value>
    public bool KeepsNegativeHorizons { get; set; }

    /// <summary>Whether the sites of the simulated world are there from the start.</summary>
    /// <value>Default <see langword="true"/>. When false the emulator starts empty, for a state of your own (<see cref="FlexMeasuresEmulatorState.Load"/>).</value>
    public bool SimulatedWorld { get; set; } = true;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Email) || string.IsNullOrEmpty(Password))
        {
            throw new ArgumentException($"{nameof(FlexMeasuresEmulatorOptions)}.{nameof(Email)} and {nameof(Password)} must not be empty, or no client could sign in.");
        }

        if (JobDuration < TimeSpan.Zero || TriggersPerFiveMinutes < 0)
        {
            throw new ArgumentException($"{nameof(FlexMeasuresEmulatorOptions)}.{nameof(JobDuration)} and {nameof(TriggersPerFiveMinutes)} must not be negative.");
        }
    }
}
