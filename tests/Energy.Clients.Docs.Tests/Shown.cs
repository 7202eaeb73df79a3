namespace Energy.Clients.Docs.Tests;

/// <summary>What a page shows beside what came, whole, so that a page can be put right from the failure's message.</summary>
internal static class Shown
{
    public static void Equal(string shown, string came) =>
        Assert.True(shown.TrimEnd() == came.TrimEnd(), $"The page shows\n{shown.TrimEnd()}\n\nand this came:\n{came.TrimEnd()}\n");
}
