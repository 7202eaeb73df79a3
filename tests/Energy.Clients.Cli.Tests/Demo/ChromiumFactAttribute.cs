namespace Energy.Clients.Cli.Tests.Demo;

/// <summary>A test that looks at a page in a browser; skipped, with a message, where none is installed.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];

    public ChromiumFactAttribute()
    {
        if (Browser is null)
        {
            Skip = "No Chromium on the PATH: the page is not looked at. Debian's package chromium has it.";
        }
    }

    /// <summary>The browser's path.</summary>
    public static string? Browser { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
