namespace Energy.Clients.Authoring;

/// <summary>Notices a walk that would never end: a page that comes twice in a row, a way that leads back, page after page without an item. Constant memory, however long the
/// walk.</summary>
internal sealed class EndlessWalkGuard(EnergyEndpoint endpoint, PagePosition? first)
{
    private const int MaxEmptyPages = 10_000;

    // Brent's cycle detection over positions.
    private PagePosition? _tortoise = first;
    private long _steps = 1;
    private long _power = 1;

    private int _emptyPages;
    private ulong _firstItem;
    private ulong _firstOfPreviousPage;
    private ulong _firstElement;

    /// <summary>Looks at the first item of a page; 0 is an item that cannot be known again.</summary>
    /// <returns>The error when the page before began with the same one.</returns>
    public EnergyPayloadException? SeeFirstItem(ulong fingerprint, PageResponse response)
    {
        _firstItem = fingerprint;
        return fingerprint != 0 && fingerprint == _firstOfPreviousPage ? SamePageTwice(response) : null;
    }

    /// <summary>Looks at a page that is complete, and at the one behind it.</summary>
    /// <param name="current">Where the page stands.</param>
    /// <param name="next">Where the next one stands; <see langword="null"/> at the end.</param>
    /// <param name="items">How many items the page had.</param>
    /// <param name="firstElement">A hash of what the server sent first on the page; 0 where the items tell.</param>
    /// <param name="response">The answer.</param>
    /// <returns>The error that awaits whoever asks for more.</returns>
    public EnergyPayloadException? SeePage(PagePosition current, PagePosition? next, int items, ulong firstElement, PageResponse response)
    {
        _emptyPages = items == 0 ? _emptyPages + 1 : 0;
        _firstOfPreviousPage = items > 0 ? _firstItem : _firstOfPreviousPage;
        var isRepeated = firstElement != 0 && firstElement == _firstElement;
        _firstElement = firstElement != 0 ? firstElement : _firstElement;
        return isRepeated ? SamePageTwice(response) : next is null ? null : SeeNext(current, next, response);
    }

    private EnergyPayloadException? SeeNext(PagePosition current, PagePosition next, PageResponse response)
    {
        var leadsBack = next == _tortoise || next == current;
        if (_steps == _power)
        {
            _tortoise = next;
            _power *= 2;
            _steps = 0;
        }

        _steps++;
        return leadsBack ? EnergyErrors.Payload(endpoint, response, "the server leads back to a page that was already read, so the walk would never end.")
            : _emptyPages >= MaxEmptyPages
            ? EnergyErrors.Payload(endpoint, response, $"{MaxEmptyPages} pages without an item, and the server still offers another; the walk was stopped.")
            : null;
    }

    private EnergyPayloadException SamePageTwice(PageResponse response) => EnergyErrors.Payload(
        endpoint,
        response,
        "the server sent the same page twice, so it seems to ignore the paging parameters. Nothing of the second copy was handed out. Going on would yield the same items for "
            + "ever.");
}
