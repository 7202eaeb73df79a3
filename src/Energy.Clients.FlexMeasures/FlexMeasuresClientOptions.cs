namespace Energy.Clients.FlexMeasures;

/// <summary>How to reach a FlexMeasures server. There is no public one: set <see cref="EnergyClientOptions.BaseAddress"/>. See <see cref="EnergyClientOptions"/> for limits, retries and the rate budget.</summary>
public sealed class FlexMeasuresClientOptions : EnergyClientOptions
{
    /// <summary>The default of <see cref="TokenHeader"/>.</summary>
    public const string DefaultTokenHeader = "Authorization";

    /// <summary>The default of <see cref="SlotsPerRequest"/>.</summary>
    public const int DefaultSlotsPerRequest = 10_000;

    /// <summary>The e-mail address that the client signs in with; a token is then fetched, and fetched again once it has ended. Needs <see cref="Password"/>.</summary>
    /// <value><see langword="null"/>.</value>
    public string? Email { get; set; }

    /// <summary>The password of <see cref="Email"/>.</summary>
    /// <value><see langword="null"/>.</value>
    public string? Password { get; set; }

    /// <summary>A token that was fetched elsewhere, in place of e-mail address and password. It ends after some hours (6 unless the server says otherwise) and cannot be renewed.</summary>
    /// <value><see langword="null"/>. Without a token, an e-mail address or <see cref="EnergyClientOptions.UseCredential"/> only public operations can be called.</value>
    public string? Token { get; set; }

    /// <summary>The header that carries the token, bare and without a prefix: a setting of the server.</summary>
    /// <value><c>Authorization</c>.</value>
    public string TokenHeader { get; set; } = DefaultTokenHeader;

    /// <summary>How many slots a read or a write of a sensor's data moves in one request, 1 to 100,000. A long range is split into requests of this size; a server refuses a post of more than some 3 MiB.</summary>
    /// <value>10,000, some 100 KiB.</value>
    public int SlotsPerRequest { get; set; } = DefaultSlotsPerRequest;

    /// <summary>The month from which the server's addresses count, as <c>yyyy-MM</c> (<c>2021-02</c>): a setting of the server. Needed to write addresses of the message interface in short (<c>30:73</c>, <c>73</c>).</summary>
    /// <value><see langword="null"/>: short addresses are refused.</value>
    public string? AddressDateCode { get; set; }

    /// <summary>The host that stands in the server's addresses, where it is not that of <see cref="EnergyClientOptions.BaseAddress"/> (behind a proxy, or through a tunnel).</summary>
    /// <value><see langword="null"/>: the base address's.</value>
    public string? AddressHost { get; set; }
}
