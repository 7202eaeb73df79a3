namespace Energy.Clients;

/// <summary>The readings of a series are not what an operator can work on: not ascending, overlapping, doubled, coarser than the step asked for, a counter that fell.</summary>
/// <remarks>Trying again gives the same readings. The message shows them, and says which operator puts it right where one does.</remarks>
public sealed class SeriesException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="series">The series, as its <see cref="SeriesInfo.Identity"/>.</param>
    /// <param name="what">What is wrong and what to do, as sentences.</param>
    /// <param name="first">The reading at fault, or the earlier of two.</param>
    /// <param name="second">The later of two.</param>
    public SeriesException(string series, string what, Reading first, Reading? second = null)
        : base($"{series}: {what}")
    {
        Series = series;
        First = first;
        Second = second;
    }

    /// <summary>The series.</summary>
    public string Series { get; }

    /// <summary>The reading at fault, or the earlier of two.</summary>
    public Reading First { get; }

    /// <summary>The later of two.</summary>
    public Reading? Second { get; }
}
