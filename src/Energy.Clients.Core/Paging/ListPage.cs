namespace Energy.Clients.Authoring;

/// <summary>One page of a list: how it is asked for, what stands beside its rows, which of them are kept, and what comes next. For authors of vendor clients.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <remarks>Made again each time that the page is asked for, so it may count.</remarks>
public abstract class ListPage<T>
{
    /// <summary>What is sent; <see langword="null"/> where it is known without asking that there is nothing at this position, and the list ends.</summary>
    public abstract EnergyRequest? Request { get; }

    /// <summary>Reads what stands beside the rows.</summary>
    public abstract IEnvelopeReader Envelope { get; }

    /// <summary>The position of the page that follows, or <see langword="null"/> when there is none. Asked once the last row was read.</summary>
    public abstract PagePosition? Next { get; }

    /// <summary>The total that the server claims.</summary>
    public virtual long? Total => null;

    /// <summary>The span of time the page covers, for windows.</summary>
    public virtual Interval? Covers => null;

    /// <inheritdoc cref="PageBody{T}.FirstElementHash"/>
    public virtual ulong FirstElementHash => 0;

    /// <summary>Whether a refusal is the server's own way to say that there is nothing at this position: the page is then empty and the last one.</summary>
    /// <param name="response">The answer, which is not success.</param>
    /// <param name="cancellationToken">Cancels the reading of its body.</param>
    /// <returns>Whether the list ends here.</returns>
    public virtual ValueTask<bool> EndsListAsync(EnergyResponse response, CancellationToken cancellationToken) => new(false);

    /// <summary>Leaves out what is not to be handed out, by moving the rest to the front.</summary>
    /// <param name="rows">The rows of a batch.</param>
    /// <returns>How many are kept.</returns>
    public virtual int Keep(Span<T> rows) => rows.Length;

    /// <summary>Checks the page after its last row.</summary>
    /// <param name="response">The answer.</param>
    /// <exception cref="EnergyPayloadException">The page is not what was promised.</exception>
    public virtual void Complete(EnergyResponse response)
    {
    }
}
