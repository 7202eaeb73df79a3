namespace Energy.Clients.Authoring;

/// <summary>The way of one vendor's client to its server. For authors of vendor clients.</summary>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
/// <remarks>Cheap to copy for another credential (<see cref="WithCredential"/>); all copies share handlers and connections.</remarks>
public sealed class EnergyTransport<TOptions> : EnergyTransport
    where TOptions : EnergyClientOptions
{
    internal EnergyTransport(EnergyConnection connection, EnergyAccount? account, bool ownsConnection)
        : base(connection, account) => OwnsConnection = ownsConnection;

    /// <inheritdoc cref="EnergyTransport.Options"/>
    public new TOptions Options => (TOptions)base.Options;

    private protected override bool OwnsConnection { get; }

    /// <summary>The same way to the server in another account's name.</summary>
    /// <param name="credential">The other credential.</param>
    /// <returns>A transport on the same handlers and connections; its rate budget and tokens are the other account's.</returns>
    public EnergyTransport<TOptions> WithCredential(EnergyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new EnergyTransport<TOptions>(Connection, Connection.AccountOf(credential), ownsConnection: false);
    }
}
