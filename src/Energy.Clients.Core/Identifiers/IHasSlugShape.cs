namespace Energy.Clients;

/// <summary>Something written in one shape; the type stands for the shape, so that the compiler knows it.</summary>
internal interface IHasSlugShape
{
    /// <summary>The canonical shape, and with it the texts that are accepted.</summary>
    static abstract SlugShape Shape { get; }
}
