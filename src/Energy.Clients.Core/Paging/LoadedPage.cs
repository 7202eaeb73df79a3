namespace Energy.Clients.Authoring;

/// <summary>A page that was read as a whole. For authors of vendor clients.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="rows">The items; their memory goes back with the page.</param>
/// <param name="response">The HTTP answer; of several, the last.</param>
public sealed class LoadedPage<T>(RowBuffer<T> rows, PageResponse response)
{
    private RowBuffer<T> _rows = rows;

    /// <summary>The items.</summary>
    public ref RowBuffer<T> Rows => ref _rows;

    /// <summary>The HTTP answer.</summary>
    public PageResponse Response { get; } = response;
}
