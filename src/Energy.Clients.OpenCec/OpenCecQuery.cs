namespace Energy.Clients.OpenCec;

/// <summary>Which rows of a resource to list. All conditions must hold; a condition that is left out keeps all.</summary>
/// <typeparam name="TModel">The row.</typeparam>
public abstract record OpenCecQuery<TModel>
    where TModel : OpenCecRow
{
    private protected OpenCecQuery()
    {
    }

    /// <summary>The filters that the server knows.</summary>
    internal abstract QueryArguments ToQuery();

    /// <summary>The filters that are decided here, as text; null when there is none.</summary>
    internal virtual string? LocalFilter => null;

    /// <summary>Decides the filters of <see cref="LocalFilter"/>.</summary>
    internal virtual bool Keep(TModel row) => true;
}
