namespace Energy.Clients.Emulators;

/// <summary>The rows of a list that make up one page, list faults obeyed.</summary>
/// <param name="Number">The page answered, from 1; it differs from the page asked only under a fault.</param>
/// <param name="Start">The index of the first row.</param>
/// <param name="Count">How many rows; zero beyond the end.</param>
/// <param name="Total">How many rows the whole list has.</param>
internal readonly record struct ListPage(int Number, int Start, int Count, int Total)
{
    internal static ListPage Of(EmulatorExchange exchange, int rows, int page, int perPage)
    {
        var fault = exchange.ListFault;
        var number = fault.RepeatPage ?? page;
        var gone = Math.Min(rows, fault.VanishedRows);
        var first = gone + ((long)(number - 1) * perPage);
        var count = fault.Empty ? 0 : (int)Math.Clamp(rows - first, 0, perPage);
        return new ListPage(number, (int)Math.Min(first, rows), Math.Max(0, count - fault.MissingRows), rows - gone);
    }
}
