namespace Energy.Clients.Crash.Tests;

/// <summary>A place that is a folder of its own.</summary>
internal abstract class FolderTarget : CrashTarget
{
    // Made by who makes places: the processes that are killed would leave theirs behind.
    private string? _root;
    private int _places;

    public override Task<string> NewPlaceAsync()
    {
        _root ??= Directory.CreateTempSubdirectory("energy-clients-crash-").FullName;
        return Task.FromResult(Directory.CreateDirectory(Path.Combine(_root, $"{++_places}")).FullName);
    }

    public override ValueTask DisposeAsync()
    {
        if (_root is not null)
        {
            Directory.Delete(_root, recursive: true);
        }

        return base.DisposeAsync();
    }
}
