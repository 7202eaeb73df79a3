namespace Energy.Clients;

/// <summary>Checkpoints as files of a folder, one a source, each replaced as a whole so that a crash leaves the old one or the new one.</summary>
/// <remarks>Compare-and-set holds between all that use the same folder: a lock file is held while one is moved.</remarks>
public sealed class FileCheckpoints : ICheckpointStore
{
    private readonly string _folder;

    /// <summary>Keeps checkpoints in a folder, which is created.</summary>
    /// <param name="folder">The folder.</param>
    public FileCheckpoints(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <inheritdoc/>
    public async ValueTask<Checkpoint?> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            return null;
        }

        var text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            return Checkpoint.Parse(text);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"'{path}' holds no checkpoint of {name}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask MoveAsync(Checkpoint? from, Checkpoint to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        Directory.CreateDirectory(_folder);
        var path = PathOf(to.Name);
        // Whoever holds the file open has the move to itself; the system lets go of it when the process dies.
        using var held = Lock(path, to.Name);
        var stored = await GetAsync(to.Name, cancellationToken).ConfigureAwait(false);
        if (stored != from)
        {
            throw new CheckpointConflictException(from, stored);
        }

        AtomicFile.Replace(path, Encoding.UTF8.GetBytes(to.ToText()));
    }

    private static FileStream Lock(string path, string name)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException(
                $"'{path}.lock' cannot be taken: {e.Message} If another transfer moves the checkpoint of {name} at this moment, run this one again; if that one stands still, "
                    + $"end it first.", e);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, AtomicFile.NameFor(name) + ".checkpoint");
}
