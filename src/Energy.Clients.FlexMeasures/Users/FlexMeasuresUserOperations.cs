namespace Energy.Clients.FlexMeasures;

/// <summary>The users.</summary>
public class FlexMeasuresUserOperations
{
    private readonly EnergyTransport _transport;

    internal FlexMeasuresUserOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected FlexMeasuresUserOperations() => _transport = null!;

    /// <summary>Lists users.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The list. When it changes while pages are read, an item may be missed or come twice; in one answer it cannot.</returns>
    /// <exception cref="ArgumentException">The paging or the filter of the query cannot be.</exception>
    public virtual Paged<FlexMeasuresUser> ListAsync(FlexMeasuresUserQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new FlexMeasuresUserQuery();
        query.CheckPaging();
        return new Paged<FlexMeasuresUser>(
            new FlexMeasuresListSource<FlexMeasuresUser>(_transport, new FlexMeasuresListRoute<FlexMeasuresUser>
            {
                Call = new EnergyCall("FlexMeasures.Users.List", "GET /api/v3_0/users"),
                Path = query.AddTo(query.Path()).ToString(),
                TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresUser,
                Fingerprint = static item => (ulong)item.Id,
                FirstPage = query.FirstPage,
                PageSize = query.PageSize,
            }),
            cancellationToken);
    }

    /// <summary>Gets a user.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>It.</returns>
    /// <exception cref="EnergyNotFoundException">There is none with this id.</exception>
    public virtual Task<FlexMeasuresUser> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(new EnergyCall("FlexMeasures.Users.Get", "GET /api/v3_0/users/{id}"), $"api/v3_0/users/{id}", FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);

    /// <summary>Gets a user, or null.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>It, or <see langword="null"/> when there is none with this id.</returns>
    public virtual async Task<FlexMeasuresUser?> FindAsync(long id, CancellationToken cancellationToken = default)
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

    /// <summary>Makes a user; for account admins. An address that is taken or cannot be delivered to is answered with 500.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresUser> CreateAsync(FlexMeasuresNewUser user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Check();
        return _transport.SendAsync(new EnergyCall("FlexMeasures.Users.Create", "POST /api/v3_0/users"), HttpMethod.Post, "api/v3_0/users", user.WriteTo, FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);
    }

    /// <summary>Changes a user: what is left out stays.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="EnergyResponseException">The server refuses; the field errors say why. Not tried again by itself.</exception>
    public virtual Task<FlexMeasuresUser> UpdateAsync(long id, FlexMeasuresUserUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        update.Check();
        return _transport.SendAsync(new EnergyCall("FlexMeasures.Users.Update", "PATCH /api/v3_0/users/{id}"), HttpMethod.Patch, $"api/v3_0/users/{id}", update.WriteTo, FlexMeasuresJsonContext.Default.FlexMeasuresUser, cancellationToken);
    }

    /// <summary>Makes the server send the user a way to set a new password; tokens end with it.</summary>
    /// <param name="id">The user.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is done.</returns>
    public virtual Task ResetPasswordAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new EnergyCall("FlexMeasures.Users.ResetPassword", "PATCH /api/v3_0/users/{id}/password-reset"), HttpMethod.Patch, $"api/v3_0/users/{id}/password-reset", null, cancellationToken);

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
                Call = new EnergyCall("FlexMeasures.Users.ListAuditLog", "GET /api/v3_0/users/{id}/auditlog"),
                Path = query.AddTo(new FlexMeasuresPath($"api/v3_0/users/{id}/auditlog")).ToString(),
                TypeInfo = FlexMeasuresJsonContext.Default.FlexMeasuresAuditEntry,
                Fingerprint = static item => StableHash.Add(StableHash.Of(item.At), StableHash.Of(item.Event)),
                FirstPage = query.FirstPage,
                PageSize = query.PageSize,
            }),
            cancellationToken);
    }
}
