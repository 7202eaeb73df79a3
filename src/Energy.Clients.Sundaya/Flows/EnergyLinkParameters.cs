using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Energy.Clients.Sundaya;

/// <summary>The five parameters in the description of a self link: <c>hsy week 20190204 1 999</c>.</summary>
/// <param name="Energy">The energy type.</param>
/// <param name="Period">The period, with the number of them.</param>
/// <param name="Site">The site: everything behind the fourth blank, since a site may hold blanks.</param>
public sealed record EnergyLinkParameters(EnergyType Energy, EnergyPeriod Period, string Site)
{
    /// <summary>Reads a description.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>Whether the text has five parts, the middle three of which name a period. A duration that is the word <c>undefined</c>, as older servers write it, is 1.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EnergyLinkParameters? parameters)
    {
        parameters = null;
        var parts = text?.Split(' ', 5) ?? [];
        if (parts.Length != 5 || !PeriodKind.TryParse(parts[1], out var kind) || !EpochText.TryParse(parts[2], out var epoch))
        {
            return false;
        }

        var duration = parts[3] == SundayaAddress.UndefinedDuration ? 1 : int.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (duration == 0)
        {
            return false;
        }

        parameters = new EnergyLinkParameters(new EnergyType(parts[0]), EnergyPeriod.Spanning(epoch.Instant, kind, duration), parts[4]);
        return true;
    }
}
