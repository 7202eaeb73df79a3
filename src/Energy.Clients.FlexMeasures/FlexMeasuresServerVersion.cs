using System.Globalization;

namespace Energy.Clients.FlexMeasures;

/// <summary>Compares versions of servers by their release, so that a version under development counts as the release it leads to.</summary>
public static class FlexMeasuresServerVersion
{
    /// <summary>Whether a server is at least of a version.</summary>
    /// <param name="server">What the server says, such as <c>0.33.0.dev26</c>; <see langword="null"/> or a text like <c>Unknown</c> is older than all.</param>
    /// <param name="minimum">The version, such as <c>0.31.0</c>.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="ArgumentException">The minimum is not a version.</exception>
    public static bool IsAtLeast(string? server, string minimum)
    {
        var wanted = Release(minimum) ?? throw new ArgumentException($"'{minimum}' is not a version. Write it as 0.31.0.", nameof(minimum));
        if (Release(server) is not { } given)
        {
            return false;
        }

        for (var i = 0; i < Math.Max(given.Count, wanted.Count); i++)
        {
            var (left, right) = (i < given.Count ? given[i] : 0, i < wanted.Count ? wanted[i] : 0);
            if (left != right)
            {
                return left > right;
            }
        }

        return true;
    }

    // The leading numbers; what follows them (dev26, rc1) only says how finished it is.
    private static List<int>? Release(string? text)
    {
        var numbers = new List<int>();
        foreach (var part in (text ?? "").TrimStart('v').Split('.'))
        {
            var digits = part.TakeWhile(char.IsAsciiDigit).Count();
            if (digits == 0 || !int.TryParse(part.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                break;
            }

            numbers.Add(number);
            if (digits < part.Length)
            {
                break;
            }
        }

        return numbers.Count == 0 ? null : numbers;
    }
}
