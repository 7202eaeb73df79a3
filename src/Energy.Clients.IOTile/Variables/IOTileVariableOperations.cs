namespace Energy.Clients.IOTile;

/// <summary>Variables of projects.</summary>
/// <example>
/// <code>
/// var variable = await iotile.Variables.FindAsync(VariableSlug.Parse("v--0000-0001--5001"));
/// </code>
/// </example>
public class IOTileVariableOperations
{
    private static readonly EnergyPath Items = new("api/v1/variable/");
    private static readonly EnergyPath Item = new("api/v1/variable/{slug}/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Variables.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Variables.Get");
    internal static readonly EnergyEndpoint GetVariableType = new EnergyPath("api/v1/variable/{slug}/type/").Get("IOTile.Variables.GetType");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Variables.Create");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.Variables.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.Variables.Delete");

    private readonly EnergyTransport _transport;

    internal IOTileVariableOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileVariableOperations() => _transport = null!;

    /// <summary>Lists variables.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The variables, one request a page.</returns>
    public virtual Paged<IOTileVariable> ListAsync(IOTileVariableQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileVariable, static v => StableHash.Of(v.Slug.ToString()), cancellationToken);

    /// <summary>Gets a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The variable.</returns>
    public virtual Task<IOTileVariable> GetAsync(VariableSlug variable, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(variable), IOTileJsonContext.Default.IOTileVariable, cancellationToken);

    /// <summary>Finds a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The variable, or <see langword="null"/> when there is none.</returns>
    public virtual Task<IOTileVariable?> FindAsync(VariableSlug variable, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(variable), IOTileJsonContext.Default.IOTileVariable, cancellationToken);

    /// <summary>Gets the type of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The type.</returns>
    public virtual Task<IOTileVariableType> GetTypeAsync(VariableSlug variable, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetVariableType.At(variable), IOTileJsonContext.Default.IOTileVariableType, cancellationToken);

    /// <summary>Makes a variable.</summary>
    /// <param name="project">The project's UUID.</param>
    /// <param name="name">The name, at most 30 characters.</param>
    /// <param name="localId">The local id, 1 to 65535, once for each project.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The variable.</returns>
    public virtual Task<IOTileVariable> CreateAsync(Guid project, string name, int localId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(localId, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(localId, VariableSlug.MaxLocalId);
        return _transport.SendAsync(Create.At().WithJson(json => json.Add("name", name).Add("lid", localId).Add("project", project.ToString())),
            IOTileJsonContext.Default.IOTileVariable, cancellationToken);
    }

    /// <summary>Changes a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The variable as it is now.</returns>
    public virtual Task<IOTileVariable> UpdateAsync(VariableSlug variable, IOTileVariableUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(Update.At(variable)
            .WithJson(json => json.Add("name", update.Name).Add("about", update.About).Add("input_unit", update.InputUnit).Add("output_unit", update.OutputUnit)),
            IOTileJsonContext.Default.IOTileVariable, cancellationToken);
    }

    /// <summary>Deletes a variable; staff only (others get 400).</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(VariableSlug variable, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(variable).AsStaff(asStaff), cancellationToken);
}
