namespace Energy.Clients.FlexMeasures;

/// <summary>The accounts: organisations with users and assets.</summary>
/// <example>
/// <code>
/// var account = await flexMeasures.Accounts.GetAsync(7);
/// Console.WriteLine(account.Name);
/// </code>
/// </example>
public class FlexMeasuresAccountOperations
{
    private static readonly EnergyPath Item = new("api/v3_0/accounts/{id}");
    private static readonly EnergyPath All = new("api/v3_0/accounts");
    private static readonly EnergyPath Annotations = new("api/v3_0/accounts/{id}/annotations");

    internal static readonly EnergyEndpoint Get = Item.Get("FlexMeasures.Accounts.Get");
    internal static readonly EnergyEndpoint Update = Item.Patch("FlexMeasures.Accounts.Update");
    internal static readonly EnergyEndpoint Create = All.Post("FlexMeasures.Accounts.Create");
    internal static readonly EnergyEndpoint List = All.Get("FlexMeasures.Accounts.List");
    internal static readonly EnergyEndpoint Annotate = Annotations.Post("FlexMeasures.Accounts.Annotate") with { IsIdempotent = true, TakesInternalErrorAsFinal = true };
    internal static readonly EnergyEndpoint ListAuditLog = new EnergyPath("api/v3_0/accounts/{id}/auditlog").Get("FlexMeasures.Accounts.ListAuditLog");

    private readonly EnergyTransport<FlexMeasuresClientOptions> _transport;

    internal FlexMeasuresAccountOperations(EnergyTransport<FlexMeasuresClientOptions> transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresAccountOperations() => _transport = null!;

    /// <summary>Lists accounts.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The list. When it changes while pages are read, an item may be missed or come twice; in one answer it cannot.</returns>
    /// <exception cref="ArgumentException">The paging or the filter of the query cannot be.</exception>
    public virtual Paged<FlexMeasuresAccount> ListAsync(FlexMeasuresAccountQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, FlexMeasuresJsonContext.Default.FlexMeasuresAccount, static item => (ulong)item.Id, cancellationToken);

    /// <summary>Gets an account.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresAccount> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresAccount, cancellationToken);

    /// <summary>Gets an account, or null.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>It, or <see langword="null"/> when there is none with this id.</returns>
    public virtual Task<FlexMeasuresAccount?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresAccount, cancellationToken);

    /// <summary>Makes an account; for admins and consultants.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAccount> CreateAsync(FlexMeasuresNewAccount account, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().With(account), FlexMeasuresJsonContext.Default.FlexMeasuresAccount, cancellationToken);

    /// <summary>Changes an account: what is left out stays.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAccount> UpdateAsync(long id, FlexMeasuresAccountUpdate update, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Update.At(id).With(update), FlexMeasuresJsonContext.Default.FlexMeasuresAccount, cancellationToken);

    /// <summary>Lists what happened, in an audit log.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The entries, in one answer: this log cannot be paged, filtered or sorted by the server.</returns>
    public virtual Paged<FlexMeasuresAuditEntry> ListAuditLogAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.List(ListAuditLog.At(id), FlexMeasuresJsonContext.Default.FlexMeasuresAuditEntry, static item =>
            StableHash.Add(StableHash.Of(item.At), StableHash.Of(item.Event)), cancellationToken);

    /// <summary>Puts a note on a span of time.</summary>
    /// <param name="id">The id.</param>
    /// <param name="annotation">The note.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The note; the same one when it existed already, so the call may be repeated.</returns>
    public virtual Task<FlexMeasuresAnnotation> AnnotateAsync(long id, FlexMeasuresNewAnnotation annotation, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Annotate.At(id).With(annotation), FlexMeasuresJsonContext.Default.FlexMeasuresAnnotation, cancellationToken);
}
