namespace Energy.Clients.OpenCec;

/// <summary>How to reach an Open CEC server. See <see cref="EnergyClientOptions"/> for limits, retries and the rate budget.</summary>
/// <remarks>There is no public server, so <see cref="EnergyClientOptions.BaseAddress"/> must be set; most servers speak plain http, which off loopback needs
/// <see cref="EnergyClientOptions.AllowHttp"/>.</remarks>
public sealed class OpenCecClientOptions : EnergyClientOptions
{
    /// <summary>The default of <see cref="DatabaseTimeZone"/>.</summary>
    public const string DefaultDatabaseTimeZone = "UTC";

    /// <summary>Creates options whose <see cref="EnergyClientOptions.MaxItemBytes"/> is as large as <see cref="EnergyClientOptions.MaxBufferedBodyBytes"/>: the server keeps rows
    /// of any size, and a list takes what a single read takes.</summary>
    public OpenCecClientOptions() => MaxItemBytes = MaxBufferedBodyBytes;

    /// <summary>
    /// The key in clear text: visible ASCII, at most 4,096 characters. Sent as <c>x-api-key</c>. Required, unless <see cref="EnergyClientOptions.UseCredential"/> is called.
    /// The server looks at its first eight characters only; a warning is logged when there are more, or fewer.
    /// </summary>
    /// <value><see langword="null"/>.</value>
    public string? ApiKey { get; set; }

    /// <summary>
    /// The zone (an id of the tz database) that the server's database writes its times in, since they come without one. Used by <see cref="OpenCecClient.ToInstant"/>.
    /// </summary>
    /// <value><c>UTC</c>, as in the server's own container setup.</value>
    public string DatabaseTimeZone { get; set; } = DefaultDatabaseTimeZone;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OwnSettings => [nameof(ApiKey), nameof(DatabaseTimeZone)];
}
