namespace Energy.Clients.FlexMeasures;

/// <summary>How to reach a FlexMeasures server. There is no public one: set <see cref="EnergyClientOptions.BaseAddress"/>. See <see cref="EnergyClientOptions"/> for limits,
/// retries and the rate budget.</summary>
public sealed class FlexMeasuresClientOptions : EnergyClientOptions
{
    /// <summary>The default of <see cref="TokenHeader"/>.</summary>
    public const string DefaultTokenHeader = "Authorization";

    /// <summary>The e-mail address that the client signs in with; a token is then fetched, and fetched again once it has ended. Needs <see cref="Password"/>.</summary>
    /// <value><see langword="null"/>.</value>
    public string? Email { get; set; }

    /// <summary>The password of <see cref="Email"/>.</summary>
    /// <value><see langword="null"/>.</value>
    public string? Password { get; set; }

    /// <summary>A token that was fetched elsewhere or by an earlier run. It ends after some hours (6 unless the server says otherwise) and cannot be renewed. Beside an
    /// <see cref="Email"/> it is used first, and the client signs in where it has ended.</summary>
    /// <value><see langword="null"/>. Without a token, an e-mail address or <see cref="EnergyClientOptions.UseCredential"/> only public operations can be called.</value>
    public string? Token { get; set; }

    /// <summary>The header that carries the token, bare and without a prefix: a setting of the server.</summary>
    /// <value><c>Authorization</c>.</value>
    public string TokenHeader { get; set; } = DefaultTokenHeader;

    /// <summary>The month from which the server's addresses count, as <c>yyyy-MM</c> (<c>2021-02</c>): a setting of the server. Needed to write addresses of the message interface
    /// in short (<c>30:73</c>, <c>73</c>).</summary>
    /// <value><see langword="null"/>: short addresses are refused.</value>
    public string? AddressDateCode { get; set; }

    /// <summary>The host that stands in the server's addresses, where it is not that of <see cref="EnergyClientOptions.BaseAddress"/> (behind a proxy, or through a
    /// tunnel).</summary>
    /// <value><see langword="null"/>: the base address's.</value>
    public string? AddressHost { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OwnSettings => [nameof(Email), nameof(Password), nameof(Token), nameof(TokenHeader), nameof(AddressDateCode), nameof(AddressHost)];
}
