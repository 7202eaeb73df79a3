using System.Globalization;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>What walks over lists yielded, as text.</summary>
/// <param name="vendor">Whose lists; tokens of its walks that were stored by earlier versions are resumed too.</param>
internal sealed class Walk(string vendor)
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
            _lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"page of {page.Items.Count}, total {page.Total?.ToString(CultureInfo.InvariantCulture) ?? "-"}, covers {page.Covers?.ToString() ?? "-"}: "
                    + $"{page.Next?.ToString() ?? "the end"}"));
        }

        var tokens = await list.WithTokens().Take(InsideItem).Select(static t => t.GetToken()).ToListAsync();
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"behind item {tokens.Count}: {tokens.LastOrDefault()}"));
        var rest = tokens.Count == 0 ? 0 : await list.StartingAt(tokens[^1]).CountAsync();
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {rest} more"));
        foreach (var (token, remaining) in StoredTokens.Of($"{vendor}: {name}"))
        {
            if (remaining is null)
            {
                var refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await list.StartingAt(PageToken.Parse(token)).CountAsync());
                Assert.Contains("another query", refusal.Message, StringComparison.Ordinal);
                continue;
            }

            Assert.True(await list.StartingAt(PageToken.Parse(token)).CountAsync() == remaining,
                $"{vendor}: {name}: the stored token {token} no longer leads to the {remaining} items that remain.");
        }
    }
}
