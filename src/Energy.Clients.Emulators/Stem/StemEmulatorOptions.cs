namespace Energy.Clients.Emulators;

/// <summary>What the Stem emulator can be told before it starts.</summary>
public sealed class StemEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>The default of <see cref="ApiKey"/>.</summary>
    public const string DefaultApiKey = "emulated-stem-key";

    /// <summary>The default of <see cref="MaxPageSize"/>.</summary>
    public const int DefaultMaxPageSize = 1000;

    internal StemEmulatorOptions()
    {
    }

    /// <summary>The one key that is let in, in <c>Authorization: APIKEY &lt;key&gt;</c>.</summary>
    /// <value>Default <see cref="DefaultApiKey"/>.</value>
    public string ApiKey { get; set; } = DefaultApiKey;

    /// <summary>Whether list pages carry their number as a JSON number, as the vendor's sample shows, and not as the text that its schema asks for.</summary>
    /// <value>Default <see langword="false"/>: a text.</value>
    public bool PageAsNumber { get; set; }

    /// <summary>The most rows on a list page, whatever <c>per_page</c> asks. The real server's limit is unknown.</summary>
    /// <value>Default <see cref="DefaultMaxPageSize"/>.</value>
    public int MaxPageSize { get; set; } = DefaultMaxPageSize;

    /// <summary>The corrected form of what the vendor does where there is nothing: an empty list with status 200 in place of its two 400s.</summary>
    /// <value>Default <see langword="false"/>: <c>400 No results found</c> and <c>400 No data available</c>.</value>
    public bool EmptyAsList { get; set; }

    /// <summary>The corrected form of the one-second quirk: intervals start on the grid and not a second late.</summary>
    /// <value>Default <see langword="false"/>. It affects the simulated world only; loaded intervals answer as they were loaded.</value>
    public bool StartsOnTheGrid { get; set; }

    /// <summary>Whether the clients and sites of the simulated world are there from the start.</summary>
    /// <value>Default <see langword="true"/>. When false the emulator starts empty, for a state of your own.</value>
    public bool SimulatedWorld { get; set; } = true;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(ApiKey) || ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException($"{nameof(StemEmulatorOptions)}.{nameof(ApiKey)} must be printable ASCII without spaces, or no client could send it.");
        }

        if (MaxPageSize < 1)
        {
            throw new ArgumentException($"{nameof(StemEmulatorOptions)}.{nameof(MaxPageSize)} is {MaxPageSize}: use 1 or more.");
        }
    }
}
