using System.Globalization;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>What walks over lists yielded, as text.</summary>
internal sealed class Walk
{
    private const int InsideItem = 3;

    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds the sizes of the pages, the token behind each, and the token behind an item inside a page.</summary>
    public async Task AddAsync<T>(string name, Paged<T> list)
    {
        _lines.Add("# " + name);
        await foreach (var page in list.AsPages())
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"page of {page.Items.Count}, total {page.Total?.ToString(CultureInfo.InvariantCulture) ?? "-"}, covers {page.Covers?.ToString() ?? "-"}: {page.Next?.ToString() ?? "the end"}"));
        }

        var tokens = await list.WithTokens().Take(InsideItem).Select(static t => t.GetToken()).ToListAsync();
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"behind item {tokens.Count}: {tokens.LastOrDefault()}"));
        var rest = tokens.Count == 0 ? 0 : await list.StartingAt(tokens[^1]).CountAsync();
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {rest} more"));
    }
}
