namespace Energy.Clients.IOTile;

/// <summary>How to reach an IOTile Cloud. See <see cref="EnergyClientOptions"/> for limits, retries and the rate budget.</summary>
/// <remarks>Give a <see cref="Token"/>, or a <see cref="UserName"/> with a <see cref="Password"/>, or call <see cref="EnergyClientOptions.UseCredential"/>. Without any, only the
/// few public calls work. With a user name and a token, the token is used first and the client signs in where it has ended or is not taken.</remarks>
public sealed class IOTileClientOptions : EnergyClientOptions
{
    /// <summary>The public service, the default of <see cref="EnergyClientOptions.BaseAddress"/>. A server of your own is reached by setting another.</summary>
    public static readonly Uri DefaultBaseAddress = new("https://iotile.cloud");

    /// <summary>The default of <see cref="RefreshBefore"/>.</summary>
    public static readonly TimeSpan DefaultRefreshBefore = TimeSpan.FromDays(1);

    /// <summary>Creates options with the public service's address.</summary>
    public IOTileClientOptions() => BaseAddress = DefaultBaseAddress;

    /// <summary>The user name or the e-mail address to sign in with.</summary>
    /// <value><see langword="null"/>.</value>
    public string? UserName { get; set; }

    /// <summary>The password that belongs to <see cref="UserName"/>.</summary>
    /// <value><see langword="null"/>.</value>
    public string? Password { get; set; }

    /// <summary>
    /// A token to use without signing in: a JWT (7 days, renewed while it lives), or a permanent token of 40 hex digits. Without a scheme word. Beside a <see cref="UserName"/> it
    /// is the token of an earlier run, of the same account.
    /// </summary>
    /// <value><see langword="null"/>.</value>
    public string? Token { get; set; }

    /// <summary>The scheme word that the token is sent with; empty works it out: <c>token</c> for 40 hex digits, otherwise <c>jwt</c>.</summary>
    /// <value>Empty.</value>
    public string TokenScheme { get; set; } = "";

    /// <summary>How long before its end a JWT is renewed, by the call that notices; 0 to 6 days. The server renews a token only while it lives.</summary>
    /// <value>1 day.</value>
    public TimeSpan RefreshBefore { get; set; } = DefaultRefreshBefore;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OwnSettings => [nameof(UserName), nameof(Password), nameof(Token), nameof(TokenScheme), nameof(RefreshBefore)];
}
