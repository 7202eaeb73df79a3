using System.Text.RegularExpressions;

namespace Energy.Clients.FlexMeasures;

/// <summary>How long before (or, negative, after) an event a value is believed. The one horizon for all versions of the interface; each sends it in the form that means
/// it.</summary>
/// <param name="Duration">The length: positive before the fact, negative after it. Counted from when the value can be known, for power and weather the end of its slot.</param>
/// <param name="IsRolling">
/// Only for reading and writing texts: whether it was written with the <c>R/</c> of versions 1.x, where a horizon without it counts from the end of the whole period.
/// </param>
/// <example>
/// <code>
/// var horizon = FlexMeasuresHorizon.Parse("R/PT6H"); // rolling: six hours before each value's own end
/// </code>
/// </example>
public readonly partial record struct FlexMeasuresHorizon(IsoDuration Duration, bool IsRolling = false)
{
    /// <summary>Makes a horizon of a fixed length.</summary>
    /// <param name="duration">Positive before the fact, negative after it.</param>
    public FlexMeasuresHorizon(NodaTime.Duration duration)
        : this(new IsoDuration(duration))
    {
    }

    /// <summary>Reads a horizon as a server of 2021 does: <c>[-][R[n]/]duration</c>; behind a second slash anything may follow an <c>R/</c>. Two minus signs cancel out.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The horizon.</returns>
    /// <exception cref="FormatException">The text is none.</exception>
    public static FlexMeasuresHorizon Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var horizon)
            ? horizon : throw new FormatException($"'{text}' is not a horizon. Write a duration, negative for after the fact: PT6H, -PT10M, or R/PT6H for versions 1.x.");
    }

    /// <summary>Reads a horizon, or says that the text is none. See <see cref="Parse"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="horizon">The horizon.</param>
    /// <returns>Whether the text is a horizon.</returns>
    public static bool TryParse(string? text, out FlexMeasuresHorizon horizon)
    {
        horizon = default;
        var match = Grammar().Match(text ?? "");
        if (!match.Success || !IsoDuration.TryParse(match.Groups["duration"].ValueSpan, out var duration))
        {
            return false;
        }

        horizon = new FlexMeasuresHorizon(match.Groups["minus"].Success ? -duration : duration, match.Groups["rolling"].Success);
        return true;
    }

    /// <summary>The text: <c>PT6H</c>, <c>-PT10M</c>, <c>R/PT6H</c>, <c>-R/PT10M</c>.</summary>
    /// <returns>Text that <see cref="Parse"/> reads back.</returns>
    public override string ToString() => !IsRolling ? Duration.ToString() : Duration.IsNegative ? "-R/" + -Duration : "R/" + Duration;

    [GeneratedRegex("^(?<minus>-)?((?<rolling>R[0-9]*/)(?<duration>[^/]*)(/.*)?|(?<duration>[^R].*))\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Grammar();
}
