namespace Energy.Clients.Sundaya.Tests;

/// <summary>A fact that needs a Chromium; skipped with a message where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    public ChromiumFactAttribute() =>
        Skip = Path is null ? $"No browser in the search path ({string.Join(", ", Names)}): install Chromium to check pages as they are drawn." : null;

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
