namespace Energy.Clients.Emulators;

/// <summary>What a fault makes a list do wrong. Handlers that page cut their lists by <see cref="ListPage"/>, which obeys it.</summary>
/// <param name="RepeatPage">The page that is answered whatever page is asked, or null.</param>
/// <param name="MissingRows">How many rows are left off the end of the page.</param>
/// <param name="Empty">Whether the answer is a page without rows, where the vendor would say otherwise.</param>
/// <param name="VanishedRows">How many rows are gone from the start of the whole list, so that all later ones move up.</param>
internal sealed record ListFault(int? RepeatPage, int MissingRows, bool Empty, int VanishedRows)
{
    internal static readonly ListFault None = new(null, 0, false, 0);
}
