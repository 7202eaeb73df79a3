namespace Energy.Clients.IOTile;

/// <summary>Notes.</summary>
/// <example>
/// <code>
/// await iotile.Notes.CreateAsync(new() { Target = "d--0000-0000-0000-0007", Timestamp = now, Text = "Moved to the roof." });
/// </code>
/// </example>
public class IOTileNoteOperations
{
    private static readonly EnergyPath Items = new("api/v1/note/");
    private static readonly EnergyPath Item = new("api/v1/note/{id}/");

    internal static readonly EnergyEndpoint List = Items.Get("IOTile.Notes.List");
    internal static readonly EnergyEndpoint Get = Item.Get("IOTile.Notes.Get");
    internal static readonly EnergyEndpoint Create = Items.Post("IOTile.Notes.Create");
    internal static readonly EnergyEndpoint CreateMany = Items.Post("IOTile.Notes.CreateMany");
    internal static readonly EnergyEndpoint Delete = Item.Delete("IOTile.Notes.Delete");
    internal static readonly EnergyEndpoint GetUploadAddress = new EnergyPath("api/v1/note/{id}/uploadurl/").Post("IOTile.Notes.GetUploadAddress");
    internal static readonly EnergyEndpoint CompleteUpload = new EnergyPath("api/v1/note/{id}/uploadsuccess/").Post("IOTile.Notes.CompleteUpload");

    private readonly EnergyTransport _transport;

    internal IOTileNoteOperations(EnergyTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileNoteOperations() => _transport = null!;

    /// <summary>Lists the notes on a target. The server does not check whose it is.</summary>
    /// <param name="target">A slug; it is sent in canonical form.</param>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The notes, one request a page.</returns>
    public virtual Paged<IOTileNote> ListAsync(string target, IOTileTargetQuery? query = null, CancellationToken cancellationToken = default) =>
        _transport.List(List.At().With(new QueryArguments { ["target"] = IOTileSlugText.Canonical(target, null, nameof(target)) }), query, IOTileJsonContext.Default.IOTileNote,
            static n => (ulong)n.Id + 1, cancellationToken);

    /// <summary>Gets a note.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The note.</returns>
    public virtual Task<IOTileNote> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Get.At(id), IOTileJsonContext.Default.IOTileNote, cancellationToken);

    /// <summary>Makes a note.</summary>
    /// <param name="note">The note.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The note.</returns>
    public virtual Task<IOTileNote> CreateAsync(IOTileNewNote note, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Create.At().WithJson(json => Write(json, note)), IOTileJsonContext.Default.IOTileNote, cancellationToken);

    /// <summary>Makes several notes in one request.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were made.</returns>
    public virtual Task<IOTileCount> CreateManyAsync(IReadOnlyCollection<IOTileNewNote> notes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return _transport.SendManyAsync(CreateMany.At(), notes, Write, cancellationToken);
    }

    /// <summary>Deletes a note.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(Delete.At(id), cancellationToken);

    /// <summary>Asks where to upload a file that is to be attached.</summary>
    /// <param name="id">The note's number.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Address and form fields of the storage, as the server sends them, with the <c>uuid</c> that <see cref="CompleteUploadAsync"/> takes. The upload itself goes to
    /// another origin and is not part of this client.</returns>
    public virtual Task<JsonElement> GetUploadAddressAsync(long id, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return _transport.SendAsync(GetUploadAddress.At(id).WithJson(json => json.Add("name", fileName)), IOTileJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Tells the server that a file was uploaded.</summary>
    /// <param name="id">The note's number.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="uuid">The id that <see cref="GetUploadAddressAsync"/> gave.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the file is attached.</returns>
    public virtual Task CompleteUploadAsync(long id, string fileName, string uuid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentException.ThrowIfNullOrEmpty(uuid);
        return _transport.SendAsync(CompleteUpload.At(id).WithJson(json => json.Add("name", fileName).Add("uuid", uuid)), cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, IOTileNewNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        json.Add("target", IOTileSlugText.Canonical(note.Target, null, nameof(note))).Add("timestamp", note.Timestamp).Add("note", note.Text);
    }
}
