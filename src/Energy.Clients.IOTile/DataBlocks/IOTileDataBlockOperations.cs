using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Data blocks (archives) and the tasks that make them.</summary>
public class IOTileDataBlockOperations
{
    private readonly IOTileApi _api;

    internal IOTileDataBlockOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileDataBlockOperations() => _api = null!;

    /// <summary>Lists data blocks.</summary>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The blocks, one request a page.</returns>
    public virtual Paged<IOTileDataBlock> ListAsync(IOTileDataBlockQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("DataBlocks.List", "datablock/", "datablock/", query, IOTileJsonContext.Default.IOTileDataBlock, static b => StableHash.Of(b.Slug.ToString()), cancellationToken);

    /// <summary>Gets a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The block.</returns>
    public virtual Task<IOTileDataBlock> GetAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _api.GetAsync("DataBlocks.Get", "datablock/{slug}/", Path(block), IOTileJsonContext.Default.IOTileDataBlock, cancellationToken);

    /// <summary>Finds a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The block, or <see langword="null"/> when there is none.</returns>
    public virtual Task<IOTileDataBlock?> FindAsync(BlockSlug block, CancellationToken cancellationToken = default) => IOTileApi.OrNullAsync(GetAsync(block, cancellationToken));

    /// <summary>Gets a data block with the counts of its streams.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The counts.</returns>
    public virtual Task<IOTileDataBlockExtra> GetExtraAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _api.GetAsync("DataBlocks.GetExtra", "datablock/{slug}/extra/", Path(block, "extra"), IOTileJsonContext.Default.IOTileDataBlockExtra, cancellationToken);

    /// <summary>Archives the data of a device into a new block. The server does it later: the device is busy until then and starts empty afterwards.</summary>
    /// <param name="device">The device; a busy one is refused (403).</param>
    /// <param name="title">The title.</param>
    /// <param name="description">A description; <see langword="null"/> leaves it empty.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The block with the id of the task.</returns>
    public virtual Task<IOTileDataBlock> CreateAsync(DeviceSlug device, string title, string? description = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        return _api.SendAsync("DataBlocks.Create", HttpMethod.Post, "datablock/", "datablock/", new IOTileBody().Add("device", device.ToString()).Add("title", title).Add("description", description), IOTileJsonContext.Default.IOTileDataBlock, cancellationToken);
    }

    /// <summary>Changes a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The block; the server leaves some members out of this answer.</returns>
    public virtual Task<IOTileDataBlock> UpdateAsync(BlockSlug block, IOTileDataBlockUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _api.SendAsync("DataBlocks.Update", HttpMethod.Patch, "datablock/{slug}/", Path(block), new IOTileBody().Add("title", update.Title).Add("description", update.Description), IOTileJsonContext.Default.IOTileDataBlock, cancellationToken);
    }

    /// <summary>Deletes a data block; staff only.</summary>
    /// <param name="block">The block.</param>
    /// <param name="asStaff">Sends <c>staff=1</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is gone.</returns>
    public virtual Task DeleteAsync(BlockSlug block, bool asStaff = false, CancellationToken cancellationToken = default) =>
        _api.SendAsync("DataBlocks.Delete", HttpMethod.Delete, "datablock/{slug}/", Path(block), null, cancellationToken, IOTileQuery.Staff(asStaff));

    /// <summary>Gets the properties of a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All of them, by name.</returns>
    public virtual Task<IReadOnlyList<IOTileProperty>> GetPropertiesAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _api.GetAsync("DataBlocks.GetProperties", "datablock/{slug}/properties/", Path(block, "properties"), IOTileJsonContext.Default.IReadOnlyListIOTileProperty, cancellationToken);

    /// <summary>Sets a property of a data block, new or not; its type may change.</summary>
    /// <param name="block">The block.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The property.</returns>
    public virtual Task<IOTileProperty> SetPropertyAsync(BlockSlug block, string name, IOTilePropertyValue value, CancellationToken cancellationToken = default) =>
        _api.SetPropertyAsync("DataBlocks.SetProperty", "datablock/{slug}/new_property/", Path(block, "new_property"), name, value, cancellationToken);

    /// <summary>Gets the mask of a data block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The window that is shown.</returns>
    public virtual Task<IOTileMask> GetMaskAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _api.GetAsync("DataBlocks.GetMask", "datablock/{slug}/mask/", Path(block, "mask"), IOTileJsonContext.Default.IOTileMask, cancellationToken);

    /// <summary>Sets the mask of a data block; the side left out is open.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">The first instant that is shown.</param>
    /// <param name="end">The end of what is shown, exclusive.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentException">Neither end is given, or the start is after the end.</exception>
    public virtual Task<IOTileMask> SetMaskAsync(BlockSlug block, Instant? start, Instant? end, CancellationToken cancellationToken = default)
    {
        IOTileApi.CheckWindow(start, end);
        return _api.SendAsync("DataBlocks.SetMask", HttpMethod.Patch, "datablock/{slug}/mask/", Path(block, "mask"), new IOTileBody().Add("start", start).Add("end", end), IOTileJsonContext.Default.IOTileMask, cancellationToken);
    }

    /// <summary>Shows all data of a block again.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When the mask is gone.</returns>
    public virtual Task DeleteMaskAsync(BlockSlug block, CancellationToken cancellationToken = default) =>
        _api.SendAsync("DataBlocks.DeleteMask", HttpMethod.Delete, "datablock/{slug}/mask/", Path(block, "mask"), null, cancellationToken);

    /// <summary>Asks how a task goes (archiving, resetting).</summary>
    /// <param name="pid">The task's id, <c>pid:…</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What is known; a task that is over is not found.</returns>
    public virtual Task<IOTileTask> GetTaskAsync(string pid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(pid);
        return _api.SendAsync("DataBlocks.GetTask", HttpMethod.Post, "pid/", "pid/", new IOTileBody().Add("pid", pid), IOTileJsonContext.Default.IOTileTask, cancellationToken, idempotent: true);
    }

    private static string Path(BlockSlug block) => IOTileApi.Path("datablock", block.ToString());

    private static string Path(BlockSlug block, string action) => IOTileApi.Path("datablock", block.ToString(), action);
}
