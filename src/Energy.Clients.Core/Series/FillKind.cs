namespace Energy.Clients;

/// <summary>The kinds of <see cref="FillGap"/>.</summary>
public enum FillKind
{
    /// <summary>Missing readings.</summary>
    Missing = 0,

    /// <summary>The value before the gap.</summary>
    Previous,

    /// <summary>Values on a line.</summary>
    Linear,
}
