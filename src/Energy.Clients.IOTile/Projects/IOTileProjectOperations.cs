namespace Energy.Clients.IOTile;

/// <summary>Projects. Paths take the UUID; <see cref="FindAsync(ProjectSlug, CancellationToken)"/> goes from slug to project.</summary>
/// <example>
/// <code>
/// await foreach (var project in iotile.Projects.ListAsync())
/// {
///     Console.WriteLine(project.Name);
/// }
/// </code>
/// </example>
public class IOTileProjectOperations
{
    private static readonly EnergyPath Items = new("api/v1/project/");
    private static readonly EnergyPath Item = new("api/v1/project/{id}/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Projects.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Projects.Get");
    internal static readonly EnergyEndpoint GetExtra = new EnergyPath("api/v1/project/{id}/extra/").Get("IOTile.Projects.GetExtra");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Projects.Create");
    internal static readonly EnergyEndpoint CreateNew = new EnergyPath("api/v1/project/new/").Post("IOTile.Projects.CreateNew");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.Projects.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.Projects.Delete");
    internal static readonly EnergyEndpoint ListProperties = new EnergyPath("api/v1/project/{id}/properties/").Get("IOTile.Projects.ListProperties");
    internal static readonly EnergyEndpoint SetProperty = new EnergyPath("api/v1/project/{id}/new_property/").Post("IOTile.Projects.SetProperty") with { IsIdempotent = true };

    private readonly EnergyTransport _transport;

    internal IOTileProjectOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileProjectOperations() => _transport = null!;

    /// <summary>Lists the projects of your organisations.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The projects, one request a page.</returns>
    public virtual Paged<IOTileProject> ListAsync(IOTileProjectQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileProject, IOTileProject.Fingerprint, cancellationToken);

    /// <summary>Gets a project.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The project.</returns>
    /// <exception cref="EnergyNotFoundException">There is none, or it belongs to others.</exception>
    public virtual Task<IOTileProject> GetAsync(Guid id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), IOTileJsonContext.Default.IOTileProject, cancellationToken);

    /// <summary>Finds a project by its slug, through the list's filter.</summary>
    /// <param name="slug">The slug.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The project, or <see langword="null"/> when there is none or it belongs to others.</returns>
    public virtual async Task<IOTileProject?> FindAsync(ProjectSlug slug, CancellationToken cancellationToken = default) =>
        await ListAsync(new IOTileProjectQuery { Slug = slug }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Gets a project with its counts.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The project.</returns>
    public virtual Task<IOTileProjectExtra> GetExtraAsync(Guid id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetExtra.At(id), IOTileJsonContext.Default.IOTileProjectExtra, cancellationToken);

    /// <summary>Makes a project.</summary>
    /// <param name="name">The name, at most 50 characters.</param>
    /// <param name="org">The organisation's slug.</param>
    /// <param name="about">What it is about; <see langword="null"/> leaves it empty.</param>
    /// <param name="template">The template's slug; <see langword="null"/> takes the server's default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The project.</returns>
    public virtual Task<IOTileProject> CreateAsync(string name, string org, string? about = null, string? template = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(org);
        return _transport.SendAsync(Create.At().WithJson(json => json.Add("name", name).Add("org", org).Add("about", about).Add("project_template", template)),
            IOTileJsonContext.Default.IOTileProject, cancellationToken);
    }

    /// <summary>Makes a project as the apps do, with what a first device needs.</summary>
    /// <param name="name">The name.</param>
    /// <param name="org">The organisation's slug.</param>
    /// <param name="device">A device to claim into it; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The id of the project, nothing more.</returns>
    public virtual Task<IOTileCreatedId> CreateNewAsync(string name, string org, DeviceSlug? device = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(org);
        return _transport.SendAsync(CreateNew.At().WithJson(json => json.Add("name", name).Add("org", org).Add("device", device?.ToString())),
            IOTileJsonContext.Default.IOTileCreatedId, cancellationToken);
    }

    /// <summary>Changes a project.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The project as it is now.</returns>
    public virtual Task<IOTileProject> UpdateAsync(Guid id, IOTileProjectUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(Update.At(id).WithJson(json => json.Add("name", update.Name).Add("about", update.About)), IOTileJsonContext.Default.IOTileProject,
            cancellationToken);
    }

    /// <summary>Deletes a project; staff only (others get 400).</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(Guid id, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(id).AsStaff(asStaff), cancellationToken);

    /// <summary>Lists the properties of a project.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>All of them, by name, in one request.</returns>
    public virtual Paged<IOTileProperty> ListPropertiesAsync(Guid id, CancellationToken cancellationToken = default) =>
        _transport.ListProperties(ListProperties.At(id), cancellationToken);

    /// <summary>Sets a property of a project, new or not; its type may change.</summary>
    /// <param name="id">The project's UUID.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The property.</returns>
    public virtual Task<IOTileProperty> SetPropertyAsync(Guid id, string name, IOTilePropertyValue value, CancellationToken cancellationToken = default) =>
        _transport.SetPropertyAsync(SetProperty.At(id), name, value, cancellationToken);
}
