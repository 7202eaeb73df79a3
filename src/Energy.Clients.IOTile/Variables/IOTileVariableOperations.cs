namespace Energy.Clients.IOTile;

/// <summary>Variables of projects.</summary>
public class IOTileVariableOperations
{
    private readonly IOTileApi _api;

    internal IOTileVariableOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileVariableOperations() => _api = null!;

    /// <summary>Lists variables.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The variables, one request a page.</returns>
    public virtual Paged<IOTileVariable> ListAsync(IOTileVariableQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("Variables.List", "variable/", "variable/", query, IOTileJsonContext.Default.IOTileVariable, static v => StableHash.Of(v.Slug.ToString()), cancellationToken);

    /// <summary>Gets a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The variable.</returns>
    public virtual Task<IOTileVariable> GetAsync(VariableSlug variable, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Variables.Get", "variable/{slug}/", IOTileApi.Path("variable", variable.ToString()), IOTileJsonContext.Default.IOTileVariable, cancellationToken);

    /// <summary>Finds a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The variable, or <see langword="null"/> when there is none.</returns>
    public virtual Task<IOTileVariable?> FindAsync(VariableSlug variable, CancellationToken cancellationToken = default) => IOTileApi.OrNullAsync(GetAsync(variable, cancellationToken));

    /// <summary>Gets the type of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The type.</returns>
    public virtual Task<IOTileVariableType> GetTypeAsync(VariableSlug variable, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Variables.GetType", "variable/{slug}/type/", IOTileApi.Path("variable", variable.ToString(), "type"), IOTileJsonContext.Default.IOTileVariableType, cancellationToken);

    /// <summary>Makes a variable.</summary>
    /// <param name="project">The project's UUID.</param>
    /// <param name="name">The name, at most 30 characters.</param>
    /// <param name="localId">The local id, 1 to 65535, once for each project.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The variable.</returns>
    public virtual Task<IOTileVariable> CreateAsync(Guid project, string name, int localId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(localId, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(localId, VariableSlug.MaxLocalId);
        return _api.SendAsync("Variables.Create", HttpMethod.Post, "variable/", "variable/", new IOTileBody().Add("name", name).Add("lid", localId).Add("project", project.ToString()), IOTileJsonContext.Default.IOTileVariable, cancellationToken);
    }

    /// <summary>Changes a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The variable as it is now.</returns>
    public virtual Task<IOTileVariable> UpdateAsync(VariableSlug variable, IOTileVariableUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var body = new IOTileBody().Add("name", update.Name).Add("about", update.About).AddNullable("input_unit", update.InputUnit).AddNullable("output_unit", update.OutputUnit);
        return _api.SendAsync("Variables.Update", HttpMethod.Patch, "variable/{slug}/", IOTileApi.Path("variable", variable.ToString()), body, IOTileJsonContext.Default.IOTileVariable, cancellationToken);
    }

    /// <summary>Deletes a variable; staff only (others get 400).</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is gone.</returns>
    public virtual Task DeleteAsync(VariableSlug variable, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Variables.Delete", HttpMethod.Delete, "variable/{slug}/", IOTileApi.Path("variable", variable.ToString()), null, cancellationToken, IOTileQuery.Staff(asStaff));
}
