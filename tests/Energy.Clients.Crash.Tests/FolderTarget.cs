namespace Energy.Clients.Crash.Tests;

/// <summary>A place that is a folder of its own.</summary>
internal abstract class FolderTarget : CrashTarget
{
    private readonly string _root = Directory.CreateTempSubdirectory("energy-clients-crash-").FullName;
    private int _places;

    public override Task<string> NewPlaceAsync() => Task.FromResult(Directory.CreateDirectory(Path.Combine(_root, $"{++_places}")).FullName);

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return base.DisposeAsync();
    }
}
