using System.Text.Json;
using NodaTime;

namespace Energy.Clients.IOTile;

/// <summary>Notes.</summary>
public class IOTileNoteOperations
{
    private readonly IOTileApi _api;

    internal IOTileNoteOperations(IOTileApi api) => _api = api;

    /// <summary>For substitutes in tests.</summary>
    protected IOTileNoteOperations() => _api = null!;

    /// <summary>Lists the notes on a target. The server does not check whose it is.</summary>
    /// <param name="target">A slug; it is sent in canonical form.</param>
    /// <param name="query">Which ones; <see langword="null"/> lists all.</param>
    /// <param name="cancellationToken">Stops every enumeration.</param>
    /// <returns>The notes, one request a page.</returns>
    public virtual Paged<IOTileNote> ListAsync(string target, IOTileTargetQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.List("Notes.List", "note/", "note/", query, IOTileJsonContext.Default.IOTileNote, static n => (ulong)n.Id + 1, cancellationToken, new IOTileQuery { ["target"] = IOTileSlugText.Canonical(target, null, nameof(target)) });

    /// <summary>Gets a note.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The note.</returns>
    public virtual Task<IOTileNote> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _api.GetAsync("Notes.Get", "note/{id}/", IOTileApi.Path("note", IOTileApi.Number(id)), IOTileJsonContext.Default.IOTileNote, cancellationToken);

    /// <summary>Makes a note.</summary>
    /// <param name="note">The note.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The note.</returns>
    public virtual Task<IOTileNote> CreateAsync(IOTileNewNote note, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Notes.Create", HttpMethod.Post, "note/", "note/", Body(note), IOTileJsonContext.Default.IOTileNote, cancellationToken);

    /// <summary>Makes several notes in one request.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many were made.</returns>
    public virtual Task<IOTileCount> CreateAsync(IReadOnlyCollection<IOTileNewNote> notes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return _api.SendManyAsync("Notes.CreateMany", "note/", "note/", notes.Select(Body), cancellationToken);
    }

    /// <summary>Deletes a note.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When it is gone.</returns>
    public virtual Task DeleteAsync(long id, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Notes.Delete", HttpMethod.Delete, "note/{id}/", IOTileApi.Path("note", IOTileApi.Number(id)), null, cancellationToken);

    /// <summary>Asks where to upload a file that is to be attached.</summary>
    /// <param name="id">The note's number.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Address and form fields of the storage, as the server sends them, with the <c>uuid</c> that <see cref="CompleteUploadAsync"/> takes. The upload itself goes to another origin and is not part of this client.</returns>
    public virtual Task<JsonElement> GetUploadAddressAsync(long id, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return _api.SendAsync("Notes.GetUploadAddress", HttpMethod.Post, "note/{id}/uploadurl/", IOTileApi.Path("note", IOTileApi.Number(id), "uploadurl"), new IOTileBody().Add("name", fileName), IOTileJsonContext.Default.JsonElement, cancellationToken);
    }

    /// <summary>Tells the server that a file was uploaded.</summary>
    /// <param name="id">The note's number.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="uuid">The id that <see cref="GetUploadAddressAsync"/> gave.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When the file is attached.</returns>
    public virtual Task CompleteUploadAsync(long id, string fileName, string uuid, CancellationToken cancellationToken = default) =>
        _api.SendAsync("Notes.CompleteUpload", HttpMethod.Post, "note/{id}/uploadsuccess/", IOTileApi.Path("note", IOTileApi.Number(id), "uploadsuccess"), new IOTileBody().Add("name", fileName).Add("uuid", uuid), cancellationToken);

    private static IOTileBody Body(IOTileNewNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return new IOTileBody().Add("target", IOTileSlugText.Canonical(note.Target, null, nameof(note))).Add("timestamp", (Instant?)note.Timestamp).Add("note", note.Text);
    }
}
