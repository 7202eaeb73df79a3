namespace Energy.Clients.IOTile;

/// <summary>A page of a list: its number, the total of the page before, and how many items came before: <c>3/120/100</c>.</summary>
internal sealed record IOTileListPosition(int Page, long? Total, long? Read) : PagePosition
{
    public static bool TryParse(string text, [NotNullWhen(true)] out PagePosition? position)
    {
        position = text.Split('/') is [var page, var total, var read] && int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new IOTileListPosition(number, Number(total), Number(read))
            : null;
        return position is not null;
    }

    public override string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Page}/{Total}/{Read}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
