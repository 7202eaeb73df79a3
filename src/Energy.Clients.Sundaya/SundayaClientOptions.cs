namespace Energy.Clients.Sundaya;

/// <summary>How to reach Sundaya. See <see cref="EnergyClientOptions"/> for limits, retries and the rate budget.</summary>
/// <remarks>Every call has a time limit, because some of the server's versions leave refused requests without any answer: <see cref="EnergyClientOptions.TotalTimeout"/> may not be
/// infinite here.</remarks>
public sealed class SundayaClientOptions : EnergyClientOptions
{
    /// <summary>Sundaya's production address, the default of <see cref="EnergyClientOptions.BaseAddress"/>.</summary>
    public static readonly Uri DefaultBaseAddress = new("https://api.sundaya.intelliweave.com");

    /// <summary>Creates options with Sundaya's production address.</summary>
    public SundayaClientOptions() => BaseAddress = DefaultBaseAddress;

    /// <summary>
    /// The key that Sundaya gave you: visible ASCII, sent as <c>x-api-key</c>. Optional: site 999 and the versions are open to all. The host itself takes any key and none and
    /// uses the last 10 characters as the sender's label; checking is the gateway's affair.
    /// </summary>
    /// <value><see langword="null"/>: no key is sent.</value>
    public string? ApiKey { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OwnSettings => [nameof(ApiKey)];
}
