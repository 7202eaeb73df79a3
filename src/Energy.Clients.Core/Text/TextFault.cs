namespace Energy.Clients;

/// <summary>Where a text stopped to fit and what would have been accepted there. Constant words only: refusing allocates nothing.</summary>
internal readonly record struct TextFault(int Position, string Expected)
{
    /// <summary>Sets a fault and returns false, for readers that stop with one statement.</summary>
    public static bool At(int position, string expected, out TextFault fault)
    {
        fault = new TextFault(position, expected);
        return false;
    }
}
