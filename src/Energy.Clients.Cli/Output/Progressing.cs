namespace Energy.Clients.Cli.Output;

/// <summary>How far a long work came; told by the work, shown by <see cref="ProgressBar"/>.</summary>
internal sealed class Progressing
{
    private double _share = double.NaN;

    /// <summary>From 0 to 1; not a number while nobody knows.</summary>
    public double Share
    {
        get => Volatile.Read(ref _share);
        set => Volatile.Write(ref _share, value);
    }
}
