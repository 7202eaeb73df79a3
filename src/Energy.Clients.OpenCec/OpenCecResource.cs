using System.Text.Json.Serialization.Metadata;

namespace Energy.Clients.OpenCec;

/// <summary>One of the eight resources that are administered: list, get, find, create, update, delete.</summary>
/// <typeparam name="TModel">The row.</typeparam>
/// <typeparam name="TQuery">Which rows to list.</typeparam>
/// <typeparam name="TNew">A new row.</typeparam>
/// <typeparam name="TUpdate">A partial update.</typeparam>
/// <remarks>Any key may do all of this: the server has no roles.</remarks>
public abstract class OpenCecResource<TModel, TQuery, TNew, TUpdate>
    where TModel : OpenCecRow
    where TQuery : OpenCecQuery<TModel>, new()
    where TNew : OpenCecRowInput
    where TUpdate : OpenCecRowInput
{
    private readonly EnergyTransport<OpenCecClientOptions> _transport;
    private readonly OpenCecEndpoints _endpoints;
    private readonly JsonTypeInfo<TModel> _typeInfo;

    private protected OpenCecResource(EnergyTransport<OpenCecClientOptions> transport, OpenCecEndpoints endpoints, JsonTypeInfo<TModel> typeInfo)
    {
        _transport = transport;
        _endpoints = endpoints;
        _typeInfo = typeInfo;
    }

    /// <summary>What can keep a row of this resource from being deleted; null when nothing can.</summary>
    private protected virtual string? BlockedBy => null;

    /// <summary>Whether a row may be the key that the client itself uses.</summary>
    private protected virtual bool HoldsOwnKey => false;

    /// <summary>Lists rows.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <returns>The rows, in one request. The server has no pages and no order: a row that was updated tends to move to the end, so sort by id where order matters.</returns>
    /// <exception cref="ArgumentException">A text of the query holds a NUL character.</exception>
    public virtual Paged<TModel> ListAsync(TQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new TQuery();
        var source = new OpenCecListSource<TModel>(_transport, _endpoints.List.At().With(query.ToQuery()), _typeInfo)
        {
            LocalFilter = query.LocalFilter,
            OpenFilter = query.LocalFilter is null ? null : _ => new ValueTask<Func<TModel, bool>>(query.Keep),
        };
        return new Paged<TModel>(source, cancellationToken);
    }

    /// <summary>Gets a row.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The row.</returns>
    /// <exception cref="EnergyNotFoundException">There is no such row.</exception>
    /// <exception cref="EnergyApiException">The row could not be read.</exception>
    public virtual Task<TModel> GetAsync(int id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(_endpoints.Get.At().WithId(id), _typeInfo, cancellationToken);

    /// <summary>Finds a row.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The row, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="EnergyApiException">The row could not be read.</exception>
    public virtual Task<TModel?> FindAsync(int id, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(_endpoints.Find.At().WithId(id), _typeInfo, cancellationToken);

    /// <summary>Creates a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The row as it is kept, with its id.</returns>
    /// <exception cref="ArgumentException">The server could not keep the row; nothing was sent.</exception>
    /// <exception cref="EnergyConflictException">There is a row with the same values already.</exception>
    /// <exception cref="EnergyTransportException">No answer came: whether the row was created is not known. It is not tried again by itself.</exception>
    /// <exception cref="EnergyApiException">The row was refused: its <see cref="EnergyResponseException.VendorCode"/> is <c>ForeignKeyViolation</c> for an unknown
    /// reference.</exception>
    public virtual Task<TModel> CreateAsync(TNew row, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _transport.SendAsync(_endpoints.Create.At().With(row.ToContent()), _typeInfo, cancellationToken);
    }

    /// <summary>Changes the members of a row that are set, and no others.</summary>
    /// <param name="id">The id.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The whole row as it is kept now.</returns>
    /// <exception cref="ArgumentException">The server could not keep the values; nothing was sent.</exception>
    /// <exception cref="EnergyNotFoundException">There is no such row.</exception>
    /// <exception cref="EnergyApiException">
    /// The change was refused. A duplicate or an unknown reference is a bare 500 here: nothing was changed then. After an <see cref="EnergyTransportException"/> it is not known.
    /// </exception>
    /// <remarks>The server knows no versions: of two writers the later wins, member by member.</remarks>
    public virtual Task<TModel> UpdateAsync(int id, TUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(_endpoints.Update.At(id).With(update.ToContent()), _typeInfo, cancellationToken);
    }

    /// <summary>Deletes a row, and tells the truth about it.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call; whether the row was deleted is then not known.</param>
    /// <returns>How the row came to be gone. It returns only when the row is gone.</returns>
    /// <remarks>Today's servers answer 500 to every deletion, done or not, so that each costs a second request that looks for the row.</remarks>
    /// <exception cref="EnergyNotFoundException">There was no such row.</exception>
    /// <exception cref="EnergyConflictException">Other rows refer to it: it is still there, with all that belongs to it.</exception>
    /// <exception cref="EnergyTransportException">No answer came, and the row is still there; or it could not be looked up, as the message says.</exception>
    /// <exception cref="EnergyApiException">The server failed and the row is still there; or it is not known, as the message says.</exception>
    public virtual async Task<OpenCecDeletion> DeleteAsync(int id, CancellationToken cancellationToken = default)
    {
        var (deletion, stillThere) = await TryDeleteAsync(id, cancellationToken).ConfigureAwait(false);
        return deletion ?? throw stillThere!;
    }

    /// <summary>Deletes a row: says how it came to be gone, or why it was found to be there still. Throws when there was none, and when it is not known.</summary>
    internal async Task<(OpenCecDeletion? Deletion, EnergyApiException? StillThere)> TryDeleteAsync(int id, CancellationToken cancellationToken)
    {
        EnergyApiException cause;
        try
        {
            await DeleteOnceAsync(id, cancellationToken).ConfigureAwait(false);
            return (OpenCecDeletion.Confirmed, null);
        }
        catch (EnergyResponseException e) when ((int)e.Status >= 500 || e.VendorCode == OpenCecErrorReader.UnknownReference)
        {
            cause = e;
        }
        catch (EnergyTransportException e) when (e.Failure is TransportFailure.TimedOut or TransportFailure.CutOff)
        {
            cause = e;
        }

        TModel? row;
        try
        {
            row = await _transport.FindAsync(_endpoints.Find.At().WithId(id), _typeInfo, cancellationToken).ConfigureAwait(false);
        }
        catch (EnergyAuthenticationException) when (HoldsOwnKey && cause is EnergyResponseException)
        {
            return (OpenCecDeletion.OwnKeyGone, null);
        }
        catch (EnergyApiException lookup)
        {
            throw Unknown(cause, lookup);
        }

        return row is null ? (OpenCecDeletion.FoundGone, null) : (null, StillThere(cause));
    }

    /// <summary>Sends the deletion and reads its answer as it is, without looking the row up.</summary>
    internal Task DeleteOnceAsync(int id, CancellationToken cancellationToken) => _transport.SendAsync(_endpoints.Delete.At(id), cancellationToken);

    private EnergyApiException StillThere(EnergyApiException cause) => EnergyErrors.Restated(
        cause,
        cause switch
        {
            EnergyTransportException =>
                $"no answer came to {cause.Route}, and the row was looked up: it is still there. Either the request never arrived, or {BlockedBy ?? "the server failed"}. "
                    + $"Trying again is safe.",
            _ when BlockedBy is { } blockedBy =>
                $"{cause.Route} was refused, and the row was looked up: it is still there, since {blockedBy}. Trying again will not help before those are gone.",
            _ => $"{cause.Route} failed, and the row was looked up: it is still there, although nothing can hold it. Trying again may help.",
        },
        BlockedBy is null ? VendorErrorKind.Refused : VendorErrorKind.Conflict,
        canRetry: BlockedBy is null);

    private static EnergyApiException Unknown(EnergyApiException cause, EnergyApiException lookup) => EnergyErrors.Restated(
        cause,
        $"whether {cause.Route} deleted the row is not known. "
            + (cause is EnergyTransportException ? "No answer came" : "The answer does not say")
            + $", and the row could not be looked up: {lookup.Message} Look for the row before you try again.",
        VendorErrorKind.Refused,
        canRetry: true,
        lookup);
}
