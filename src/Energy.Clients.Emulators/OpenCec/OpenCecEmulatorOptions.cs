namespace Energy.Clients.Emulators;

/// <summary>What the Open CEC emulator can be told before it starts.</summary>
public sealed class OpenCecEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>The default of <see cref="ApiKey"/>.</summary>
    public const string DefaultApiKey = "cec-demo";

    internal OpenCecEmulatorOptions()
    {
    }

    /// <summary>The key of the example data, in clear text; its first eight characters count. A loaded state has the keys that it brings.</summary>
    /// <value>Default <see cref="DefaultApiKey"/>.</value>
    public string ApiKey { get; set; } = DefaultApiKey;

    /// <summary>Whether a missing key is answered as by servers on FastAPI before 0.122: 403 in place of 401.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool OlderServer { get; set; }

    /// <summary>
    /// The corrected form of the server's defects: a deletion is answered <c>200 true</c>, and a deletion or update that breaks a rule 400 with the driver's text, all in place of
    /// 500; a stored key that is no hash is passed over.
    /// </summary>
    /// <value>Default <see langword="false"/>: as today's servers are.</value>
    public bool Corrected { get; set; }

    /// <summary>Whether a few example listings are there from the start.</summary>
    /// <value>Default <see langword="true"/>. When false the emulator starts with the key alone, for a state of your own.</value>
    public bool ExampleData { get; set; } = true;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(ApiKey) || ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException($"{nameof(OpenCecEmulatorOptions)}.{nameof(ApiKey)} must be printable ASCII without spaces, or no client could send it.");
        }
    }
}
