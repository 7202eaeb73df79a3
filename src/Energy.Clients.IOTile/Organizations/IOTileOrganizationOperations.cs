namespace Energy.Clients.IOTile;

/// <summary>Organisations and their members.</summary>
/// <example>
/// <code>
/// await foreach (var member in iotile.Organizations.ListMembersAsync("solar-coop"))
/// {
///     Console.WriteLine(member.User);
/// }
/// </code>
/// </example>
public class IOTileOrganizationOperations
{
    private static readonly EnergyPath Items = new("api/v1/org/");
    private static readonly EnergyPath Item = new("api/v1/org/{slug}/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Organizations.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Organizations.Get");
    internal static readonly EnergyEndpoint GetExtra = new EnergyPath("api/v1/org/{slug}/extra/").Get("IOTile.Organizations.GetExtra");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Organizations.Create");
    internal static readonly EnergyEndpoint Replace = Item.Put("IOTile.Organizations.Replace");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.Organizations.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.Organizations.Delete");
    internal static readonly EnergyEndpoint ListProjects = new EnergyPath("api/v1/org/{slug}/projects/").Get("IOTile.Organizations.ListProjects");
    internal static readonly EnergyEndpoint ListMembers = new EnergyPath("api/v1/org/{slug}/members/").Get("IOTile.Organizations.ListMembers");
    internal static readonly EnergyEndpoint ListPending = new EnergyPath("api/v1/org/{slug}/pending/").Get("IOTile.Organizations.ListPending");
    internal static readonly EnergyEndpoint GetMembership = new EnergyPath("api/v1/org/{slug}/membership/").Get("IOTile.Organizations.GetMembership");
    internal static readonly EnergyEndpoint SearchDevices = new EnergyPath("api/v1/org/{slug}/devices/").Get("IOTile.Organizations.SearchDevices");
    internal static readonly EnergyEndpoint SearchArchives = new EnergyPath("api/v1/org/{slug}/archives/").Get("IOTile.Organizations.SearchArchives");
    internal static readonly EnergyEndpoint Invite = new EnergyPath("api/v1/org/{slug}/invite/").Post("IOTile.Organizations.Invite");
    internal static readonly EnergyEndpoint Register = new EnergyPath("api/v1/org/{slug}/register/").Post("IOTile.Organizations.Register");

    private readonly EnergyTransport _transport;

    internal IOTileOrganizationOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileOrganizationOperations() => _transport = null!;

    /// <summary>Lists your organisations.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The organisations, one request a page. When some are added or removed meanwhile, one may be missed or come twice.</returns>
    public virtual Paged<IOTileOrganization> ListAsync(IOTileOrganizationQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileOrganization, static o => StableHash.Of(o.Slug), cancellationToken);

    /// <summary>Gets an organisation.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The organisation.</returns>
    /// <exception cref="EnergyNotFoundException">There is none, or you are no member.</exception>
    public virtual Task<IOTileOrganization> GetAsync(string slug, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(slug), IOTileJsonContext.Default.IOTileOrganization, cancellationToken);

    /// <summary>Finds an organisation.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The organisation, or <see langword="null"/> when there is none or you are no member.</returns>
    public virtual Task<IOTileOrganization?> FindAsync(string slug, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(slug), IOTileJsonContext.Default.IOTileOrganization, cancellationToken);

    /// <summary>Gets an organisation with its counts and your membership.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The organisation.</returns>
    public virtual Task<IOTileOrganizationExtra> GetExtraAsync(string slug, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetExtra.At(slug), IOTileJsonContext.Default.IOTileOrganizationExtra, cancellationToken);

    /// <summary>Makes an organisation; you become its owner.</summary>
    /// <param name="name">The name. The server makes the slug of it and refuses a name whose slug exists.</param>
    /// <param name="about">What it is about; <see langword="null"/> leaves it empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The organisation.</returns>
    public virtual Task<IOTileOrganization> CreateAsync(string name, string? about = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _transport.SendAsync(Create.At().WithJson(json => json.Add("name", name).Add("about", about)), IOTileJsonContext.Default.IOTileOrganization, cancellationToken);
    }

    /// <summary>Replaces an organisation's description; the server wants the name too.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="name">The name.</param>
    /// <param name="about">What it is about; <see langword="null"/> sends none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The organisation as it is now.</returns>
    public virtual Task<IOTileOrganization> ReplaceAsync(string slug, string name, string? about = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _transport.SendAsync(Replace.At(slug).WithJson(json => json.Add("name", name).Add("about", about)), IOTileJsonContext.Default.IOTileOrganization, cancellationToken);
    }

    /// <summary>Changes an organisation.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The organisation as it is now.</returns>
    public virtual Task<IOTileOrganization> UpdateAsync(string slug, IOTileOrganizationUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(Update.At(slug).WithJson(json => json.Add("name", update.Name).Add("about", update.About)), IOTileJsonContext.Default.IOTileOrganization,
            cancellationToken);
    }

    /// <summary>Deletes an organisation; staff only.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>, without which the server refuses staff too.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(string slug, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(slug).AsStaff(asStaff), cancellationToken);

    /// <summary>Lists the projects of an organisation.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="query">Page size and the like.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The projects, one request a page.</returns>
    public virtual Paged<IOTileProject> ListProjectsAsync(string slug, IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListProjects.At(slug), query, IOTileJsonContext.Default.IOTileProject, IOTileProject.Fingerprint, cancellationToken);

    /// <summary>Lists the members of an organisation. Needs the right to manage users.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="all">Whether members that are no longer active are listed too.</param>
    /// <param name="query">Page size and the like.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The members, one request a page.</returns>
    public virtual Paged<IOTileMembership> ListMembersAsync(string slug, bool all = false, IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListMembers.At(slug).With(all ? new QueryArguments { ["all"] = "1" } : null), query, IOTileJsonContext.Default.IOTileMembership, static m =>
            StableHash.Of(m.User), cancellationToken);

    /// <summary>Lists the invitations that were not yet answered. Needs the right to manage users.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="query">Page size and the like.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The invitations by address, one request a page.</returns>
    public virtual Paged<IOTileInvitation> ListPendingAsync(string slug, IOTileListQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(ListPending.At(slug), query, IOTileJsonContext.Default.IOTileInvitation, static i => StableHash.Of(i.Email), cancellationToken);

    /// <summary>Gets your membership.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Role and permissions.</returns>
    public virtual Task<IOTileMembership> GetMembershipAsync(string slug, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetMembership.At(slug), IOTileJsonContext.Default.IOTileMembership, cancellationToken);

    /// <summary>Searches the devices of an organisation, inactive ones too, in the server's index.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="text">What to search for; <see langword="null"/> finds all.</param>
    /// <param name="properties">Values that properties of the device must have, by name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The devices, ten a request.</returns>
    public virtual Paged<IOTileDevice> SearchDevicesAsync(string slug, string? text = null, IReadOnlyDictionary<string, string>? properties = null,
        CancellationToken cancellationToken = default) =>
        _transport.Search(SearchDevices.At(slug), text, properties, IOTileJsonContext.Default.IOTileDevice, IOTileDevice.Fingerprint, cancellationToken);

    /// <summary>Searches the data blocks of an organisation in the server's index.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="text">What to search for; <see langword="null"/> finds all.</param>
    /// <param name="properties">Values that properties of the block must have, by name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The blocks, ten a request.</returns>
    public virtual Paged<IOTileDataBlock> SearchArchivesAsync(string slug, string? text = null, IReadOnlyDictionary<string, string>? properties = null,
        CancellationToken cancellationToken = default) =>
        _transport.Search(SearchArchives.At(slug), text, properties, IOTileJsonContext.Default.IOTileDataBlock, static b => StableHash.Of(b.Slug.ToString()), cancellationToken);

    /// <summary>Invites somebody by e-mail.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="email">The address.</param>
    /// <param name="role">The role to be; <see langword="null"/> takes the server's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the invitation is made.</returns>
    public virtual Task InviteAsync(string slug, string email, string? role = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        return _transport.SendAsync(Invite.At(slug).WithJson(json => json.Add("email", email).Add("role", role)), cancellationToken);
    }

    /// <summary>Makes an account a member at once.</summary>
    /// <param name="slug">The organisation's slug.</param>
    /// <param name="user">The account's slug.</param>
    /// <param name="role">The role.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the user is a member.</returns>
    public virtual Task RegisterAsync(string slug, string user, string role, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(role);
        return _transport.SendAsync(Register.At(slug).WithJson(json => json.Add("user", user).Add("role", role)), cancellationToken);
    }
}
