using System.Text.RegularExpressions;

namespace Energy.Clients.Cli;

/// <summary>What libraries say to programmers, in the words of a command line: no names of types, one line.</summary>
internal static partial class CliWords
{
    /// <summary>A message of ours or of the framework.</summary>
    public static string OfLibrary(string message)
    {
        var text = ParameterName().Replace(message, "");
        text = BadSetting()
            .Replace(text, static m =>
                $"the setting '{m.Groups["key"].Value}' is not {NameOf(m.Groups["type"].Value)}. In the environment it is "
                    + $"{CliConnection.EnvironmentNameOf(m.Groups["key"].Value)}.");
        text = OptionsName().Replace(text, "$1: ");
        return OneLine(TypeName().Replace(text, static m => NameOf(m.Groups["type"].Value)));
    }

    /// <summary>A message of the command line's parser.</summary>
    public static string OfCommandLine(string message) =>
        OneLine(TypeName()
            .Replace(BadArgument().Replace(message, static m => $"{m.Groups["name"].Value} '{m.Groups["text"].Value}' is not {NameOf(m.Groups["type"].Value)}."), static m =>
                NameOf(m.Groups["type"].Value)));

    private static string OneLine(string text) => Spaces().Replace(text, " ").Trim();

    private static string NameOf(string type) => type switch
    {
        _ when type.Contains("Int32", StringComparison.Ordinal) || type.Contains("Int64", StringComparison.Ordinal) => "a whole number",
        _ when type.Contains("Double", StringComparison.Ordinal) || type.Contains("Single", StringComparison.Ordinal) || type.Contains("Decimal", StringComparison.Ordinal) =>
            "a number",
        _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("TimeSpan", StringComparison.Ordinal) => "a time such as 00:01:30",
        _ when type.Contains("Uri", StringComparison.Ordinal) => "an address",
        _ when type.Contains("String", StringComparison.Ordinal) => "a text",
        _ => "a value that fits",
    };

    [GeneratedRegex(@" \(Parameter '[^']*'\)")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"Failed to convert configuration value (?:'.*' )?at '(?<key>[^']+)' to type '(?<type>[^']+)'\.", RegexOptions.Singleline)]
    private static partial Regex BadSetting();

    [GeneratedRegex(@"\b(Stem|Sundaya|OpenCec|IOTile|FlexMeasures)ClientOptions(?: '[^']*')?: ")]
    private static partial Regex OptionsName();

    [GeneratedRegex(@"Cannot parse argument '(?<text>.*?)' for (?:option|command|argument) '(?<name>[^']*)' as expected type '(?<type>[^']*)'\.(?:\s*Did you mean one of the "
        + @"following\?.*)?", RegexOptions.Singleline)]
    private static partial Regex BadArgument();

    [GeneratedRegex(@"(?:type )?'?(?<type>\b(?:System|Microsoft|NodaTime|Npgsql)(?:\.[A-Z]\w*)+(?:`\d+)?(?:\[[^\]]*\])?)'?")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\s*[\r\n\t]+\s*")]
    private static partial Regex Spaces();
}
