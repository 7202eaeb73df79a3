namespace Energy.Clients.IOTile;

/// <summary>Data blocks (archives) and the tasks that make them.</summary>
/// <example>
/// <code>
/// var block = await iotile.DataBlocks.CreateAsync(DeviceSlug.Parse("d--0000-0000-0000-0007"), "January");
/// </code>
/// </example>
public class IOTileDataBlockOperations
{
    private static readonly EnergyPath Items = new("api/v1/datablock/");
    private static readonly EnergyPath Item = new("api/v1/datablock/{slug}/");
    private static readonly EnergyPath Mask = new("api/v1/datablock/{slug}/mask/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.DataBlocks.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.DataBlocks.Get");
    internal static readonly EnergyEndpoint GetExtra = new EnergyPath("api/v1/datablock/{slug}/extra/").Get("IOTile.DataBlocks.GetExtra");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.DataBlocks.Create");
    internal static readonly EnergyEndpoint Update = Item.Patch("IOTile.DataBlocks.Update");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.DataBlocks.Delete");
    internal static readonly EnergyEndpoint ListProperties = new EnergyPath("api/v1/datablock/{slug}/properties/").Get("IOTile.DataBlocks.ListProperties");
    internal static readonly EnergyEndpoint SetProperty =
        new EnergyPath("api/v1/datablock/{slug}/new_property/").Post("IOTile.DataBlocks.SetProperty") with { IsIdempotent = true };
    internal static readonly EnergyEndpoint GetMask = Mask.Get("IOTile.DataBlocks.GetMask");
    internal static readonly EnergyEndpoint SetMask = Mask.Patch("IOTile.DataBlocks.SetMask");
    internal static readonly EnergyEndpoint DeleteMask = Mask.Delete("IOTile.DataBlocks.DeleteMask");
    internal static readonly EnergyEndpoint GetTask = new EnergyPath("api/v1/pid/").Post("IOTile.DataBlocks.GetTask") with { IsIdempotent = true };

    private readonly EnergyTransport _transport;

    internal IOTileDataBlockOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileDataBlockOperations() => _transport = null!;

    /// <summary>Lists data blocks.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The blocks, one request a page.</returns>
    public virtual Paged<IOTileDataBlock> ListAsync(IOTileDataBlockQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At(), query, IOTileJsonContext.Default.IOTileDataBlock, static b => StableHash.Of(b.Slug.ToString()), cancellationToken);

    /// <summary>Gets a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The block.</returns>
    public virtual Task<IOTileDataBlock> GetAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(block), IOTileJsonContext.Default.IOTileDataBlock, cancellationToken);

    /// <summary>Finds a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The block, or <see langword="null"/> when there is none.</returns>
    public virtual Task<IOTileDataBlock?> FindAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _transport.FindAsync(Get.At(block), IOTileJsonContext.Default.IOTileDataBlock, cancellationToken);

    /// <summary>Gets a data block with the counts of its streams.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The counts.</returns>
    public virtual Task<IOTileDataBlockExtra> GetExtraAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetExtra.At(block), IOTileJsonContext.Default.IOTileDataBlockExtra, cancellationToken);

    /// <summary>Archives the data of a device into a new block. The server does it later: the device is busy until then and starts empty afterwards.</summary>
    /// <param name="device">The device; a busy one is refused (403).</param>
    /// <param name="title">The title.</param>
    /// <param name="description">A description; <see langword="null"/> leaves it empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The block with the id of the task.</returns>
    public virtual Task<IOTileDataBlock> CreateAsync(DeviceSlug device, string title, string? description = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        return _transport.SendAsync(Create.At().WithJson(json => json.Add("device", device.ToString()).Add("title", title).Add("description", description)),
            IOTileJsonContext.Default.IOTileDataBlock, cancellationToken);
    }

    /// <summary>Changes a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The block; the server leaves some members out of this answer.</returns>
    public virtual Task<IOTileDataBlock> UpdateAsync(BlockSlug block, IOTileDataBlockUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _transport.SendAsync(Update.At(block).WithJson(json => json.Add("title", update.Title).Add("description", update.Description)),
            IOTileJsonContext.Default.IOTileDataBlock, cancellationToken);
    }

    /// <summary>Deletes a data block; staff only.</summary>
    /// <param name="block">The block.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(BlockSlug block, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(block).AsStaff(asStaff), cancellationToken);

    /// <summary>Lists the properties of a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>All of them, by name, in one request.</returns>
    public virtual Paged<IOTileProperty> ListPropertiesAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _transport.ListProperties(ListProperties.At(block), cancellationToken);

    /// <summary>Sets a property of a data block, new or not; its type may change.</summary>
    /// <param name="block">The block.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The property.</returns>
    public virtual Task<IOTileProperty> SetPropertyAsync(BlockSlug block, string name, IOTilePropertyValue value, CancellationToken cancellationToken = default) =>
        _transport.SetPropertyAsync(SetProperty.At(block), name, value, cancellationToken);

    /// <summary>Gets the mask of a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The window that is shown.</returns>
    public virtual Task<IOTileMask> GetMaskAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(GetMask.At(block), IOTileJsonContext.Default.IOTileMask, cancellationToken);

    /// <summary>Sets the mask of a data block; the side left out is open.</summary>
    /// <param name="block">The block.</param>
    /// <param name="range">What is shown, the end exclusive; one end may be open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">Both ends are open.</exception>
    public virtual Task<IOTileMask> SetMaskAsync(BlockSlug block, Interval range, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(SetMask.At(block).WithJson(json => json.AddWindow(range)), IOTileJsonContext.Default.IOTileMask, cancellationToken);

    /// <summary>Shows all data of a block again.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the mask is deleted.</returns>
    public virtual Task DeleteMaskAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(DeleteMask.At(block), cancellationToken);

    /// <summary>Asks how a task goes (archiving, resetting).</summary>
    /// <param name="pid">The task's id, <c>pid:…</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is known; a task that is over is not found.</returns>
    public virtual Task<IOTileTask> GetTaskAsync(string pid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(pid);
        return _transport.SendAsync(GetTask.At().WithJson(json => json.Add("pid", pid)), IOTileJsonContext.Default.IOTileTask, cancellationToken);
    }
}
