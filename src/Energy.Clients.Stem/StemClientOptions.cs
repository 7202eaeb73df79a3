namespace Energy.Clients.Stem;

/// <summary>How to reach Stem. See <see cref="EnergyClientOptions"/> for limits, retries and the rate budget.</summary>
public sealed class StemClientOptions : EnergyClientOptions
{
    /// <summary>Stem's public address, the default of <see cref="EnergyClientOptions.BaseAddress"/>.</summary>
    public static readonly Uri DefaultBaseAddress = new("https://app.stem.com");

    /// <summary>Creates options with Stem's public address.</summary>
    public StemClientOptions() => BaseAddress = DefaultBaseAddress;

    /// <summary>The API key that Stem gave you: visible ASCII. Sent as <c>Authorization: APIKEY &lt;key&gt;</c>. Required, unless <see cref="EnergyClientOptions.UseCredential"/>
    /// is called.</summary>
    /// <value><see langword="null"/>.</value>
    public string? ApiKey { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OwnSettings => [nameof(ApiKey)];
}
