namespace Energy.Clients.IOTile;

/// <summary>Projects. Paths take the UUID; <see cref="FindAsync(ProjectSlug, CancellationToken)"/> goes from slug to project.</summary>
public class IOTileProjectOperations
{
    private readonly IOTileApi _api;

    internal IOTileProjectOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileProjectOperations() => _api = null!;

    /// <summary>Lists the projects of your organisations.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The projects, one request a page.</returns>
    public virtual Paged<IOTileProject> ListAsync(IOTileProjectQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("Projects.List", "project/", "project/", query, IOTileJsonContext.Default.IOTileProject, IOTileProject.Fingerprint, cancellationToken);

    /// <summary>Gets a project.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The project.</returns>
    /// <exception cref="EnergyNotFoundException">There is none, or it belongs to others.</exception>
    public virtual Task<IOTileProject> GetAsync(Guid id, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Projects.Get", "project/{id}/", IOTileApi.Path("project", id.ToString()), IOTileJsonContext.Default.IOTileProject, cancellationToken);

    /// <summary>Finds a project by its slug, through the list's filter.</summary>
    /// <param name="slug">The slug.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The project, or <see langword="null"/> when there is none or it belongs to others.</returns>
    public virtual async Task<IOTileProject?> FindAsync(ProjectSlug slug, CancellationToken cancellationToken = default) =>
        await ListAsync(new IOTileProjectQuery { Slug = slug }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Gets a project with its counts.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The project.</returns>
    public virtual Task<IOTileProjectExtra> GetExtraAsync(Guid id, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Projects.GetExtra", "project/{id}/extra/", IOTileApi.Path("project", id.ToString(), "extra"), IOTileJsonContext.Default.IOTileProjectExtra, cancellationToken);

    /// <summary>Makes a project.</summary>
    /// <param name="name">The name, at most 50 characters.</param>
    /// <param name="org">The organisation's slug.</param>
    /// <param name="about">What it is about; <see langword="null"/> leaves it empty.</param>
    /// <param name="template">The template's slug; <see langword="null"/> takes the server's default.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The project.</returns>
    public virtual Task<IOTileProject> CreateAsync(string name, string org, string? about = null, string? template = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(org);
        return _api.SendAsync("Projects.Create", HttpMethod.Post, "project/", "project/", new IOTileBody().Add("name", name).Add("org", org).Add("about", about).Add("project_template", template), IOTileJsonContext.Default.IOTileProject, cancellationToken);
    }

    /// <summary>Makes a project as the apps do, with what a first device needs.</summary>
    /// <param name="name">The name.</param>
    /// <param name="org">The organisation's slug.</param>
    /// <param name="device">A device to claim into it; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The id of the project, nothing more.</returns>
    public virtual Task<IOTileCreatedId> CreateNewAsync(string name, string org, DeviceSlug? device = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(org);
        return _api.SendAsync("Projects.CreateNew", HttpMethod.Post, "project/new/", "project/new/", new IOTileBody().Add("name", name).Add("org", org).Add("device", device?.ToString()), IOTileJsonContext.Default.IOTileCreatedId, cancellationToken);
    }

    /// <summary>Changes a project.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The project as it is now.</returns>
    public virtual Task<IOTileProject> UpdateAsync(Guid id, IOTileProjectUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _api.SendAsync("Projects.Update", HttpMethod.Patch, "project/{id}/", IOTileApi.Path("project", id.ToString()), new IOTileBody().Add("name", update.Name).Add("about", update.About), IOTileJsonContext.Default.IOTileProject, cancellationToken);
    }

    /// <summary>Deletes a project; staff only (others get 400).</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is gone.</returns>
    public virtual Task DeleteAsync(Guid id, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Projects.Delete", HttpMethod.Delete, "project/{id}/", IOTileApi.Path("project", id.ToString()), null, cancellationToken, IOTileQuery.Staff(asStaff));

    /// <summary>Gets the properties of a project.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All of them, by name.</returns>
    public virtual Task<IReadOnlyList<IOTileProperty>> GetPropertiesAsync(Guid id, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Projects.GetProperties", "project/{id}/properties/", IOTileApi.Path("project", id.ToString(), "properties"), IOTileJsonContext.Default.IReadOnlyListIOTileProperty, cancellationToken);

    /// <summary>Sets a property of a project, new or not; its type may change.</summary>
    /// <param name="id">The project's UUID.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The property.</returns>
    public virtual Task<IOTileProperty> SetPropertyAsync(Guid id, string name, IOTilePropertyValue value, CancellationToken cancellationToken = default) =>
        _api.SetPropertyAsync("Projects.SetProperty", "project/{id}/new_property/", IOTileApi.Path("project", id.ToString(), "new_property"), name, value, cancellationToken);
}
