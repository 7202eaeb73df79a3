namespace Energy.Clients.FlexMeasures;

/// <summary>The accounts: organisations with users and assets.</summary>
public class FlexMeasuresAccountOperations
{
    private readonly EnergyTransport _transport;

    internal FlexMeasuresAccountOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresAccountOperations() => _transport = null!;

    /// <summary>Lists accounts.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The list. When it changes while pages are read, an item may be missed or come twice; in one answer it cannot.</returns>
    /// <exception cref="ArgumentException">The paging or the filter of the query cannot be.</exception>
    public virtual Paged<FlexMeasuresAccount> ListAsync(FlexMeasuresAccountQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new FlexMeasuresAccountQuery();
        query.CheckPaging();
        return new Paged<FlexMeasuresAccount>(
            new FlexMeasuresListSource<FlexMeasuresAccount>(_transport, new FlexMeasuresListRoute<FlexMeasuresAccount>
            {
                Call = new EnergyCall("FlexMeasures.Accounts.List", "GET /api/v3_0/accounts"),
                Path = query.AddTo(query.Path()).ToString(),
                TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresAccount,
                Fingerprint = static item => (ulong)item.Id,
                FirstPage = query.FirstPage,
                PageSize = query.PageSize,
            }),
            cancellationToken);
    }

    /// <summary>Gets an account.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresAccount> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(new EnergyCall("FlexMeasures.Accounts.Get", "GET /api/v3_0/accounts/{id}"), $"api/v3_0/accounts/{id}", FlexMeasuresJsonContext.Default.FlexMeasuresAccount, cancellationToken);

    /// <summary>Gets an account, or null.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>It, or <see langword="null"/> when there is none with this id.</returns>
    public virtual async Task<FlexMeasuresAccount?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Makes an account; for admins and consultants.</summary>
    /// <param name="account">The account; the name is required.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAccount> CreateAsync(FlexMeasuresAccountUpdate account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentException.ThrowIfNullOrWhiteSpace(account.Name.IsSet ? account.Name.Value : null, nameof(account));
        account.Check();
        return _transport.SendAsync(new EnergyCall("FlexMeasures.Accounts.Create", "POST /api/v3_0/accounts"), HttpMethod.Post, "api/v3_0/accounts", account.WriteTo, FlexMeasuresJsonContext.Default.FlexMeasuresAccount, cancellationToken);
    }

    /// <summary>Changes an account: what is left out stays.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresAccount> UpdateAsync(long id, FlexMeasuresAccountUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        update.Check();
        return _transport.SendAsync(new EnergyCall("FlexMeasures.Accounts.Update", "PATCH /api/v3_0/accounts/{id}"), HttpMethod.Patch, $"api/v3_0/accounts/{id}", update.WriteTo, FlexMeasuresJsonContext.Default.FlexMeasuresAccount, cancellationToken);
    }

    /// <summary>Lists what happened, in an audit log.</summary>
    /// <param name="id">The id.</param>
    /// <param name="query">Paging and order (<c>event_datetime</c>); <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The entries.</returns>
    public virtual Paged<FlexMeasuresAuditEntry> ListAuditLogAsync(long id, FlexMeasuresAuditQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new FlexMeasuresAuditQuery();
        query.CheckPaging();
        return new Paged<FlexMeasuresAuditEntry>(
            new FlexMeasuresListSource<FlexMeasuresAuditEntry>(_transport, new FlexMeasuresListRoute<FlexMeasuresAuditEntry>
            {
                Call = new EnergyCall("FlexMeasures.Accounts.ListAuditLog", "GET /api/v3_0/accounts/{id}/auditlog"),
                Path = query.AddTo(new FlexMeasuresPath($"api/v3_0/accounts/{id}/auditlog")).ToString(),
                TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresAuditEntry,
                Fingerprint = static item => StableHash.Add(StableHash.Of(item.At), StableHash.Of(item.Event)),
                FirstPage = query.FirstPage,
                PageSize = query.PageSize,
            }),
            cancellationToken);
    }

    /// <summary>Puts a note on a span of time.</summary>
    /// <param name="id">The id.</param>
    /// <param name="annotation">The note.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The note; the same one when it existed already, so the call may be repeated.</returns>
    public virtual Task<FlexMeasuresAnnotation> AnnotateAsync(long id, FlexMeasuresNewAnnotation annotation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        annotation.Check();
        return _transport.SendAsync(
            new EnergyCall("FlexMeasures.Accounts.Annotate", "POST /api/v3_0/accounts/{id}/annotations") { IsIdempotent = true, TakesInternalErrorAsFinal = true },
            HttpMethod.Post,
            $"api/v3_0/accounts/{id}/annotations",
            annotation.WriteTo,
            FlexMeasuresJsonContext.Default.FlexMeasuresAnnotation,
            cancellationToken);
    }
}
