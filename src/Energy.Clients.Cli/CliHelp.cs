namespace Energy.Clients.Cli;

/// <summary>What the help says beside the options.</summary>
internal static class CliHelp
{
    /// <summary>What vendors call their things, with an example each.</summary>
    public static string Things(IEnumerable<ICliVendor> vendors) =>
        string.Join('\n', vendors.SelectMany(static v => v.Things.Select(t => $"  {v.Name}: {t.Thing}\n    {t.Example}")));
}
