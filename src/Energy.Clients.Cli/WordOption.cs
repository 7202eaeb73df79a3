using System.CommandLine;

namespace Energy.Clients.Cli;

/// <summary>An option that takes one of a few words.</summary>
internal static class WordOption
{
    /// <summary>Makes one; another word is refused with all of them.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for; the words are added.</param>
    /// <param name="words">The words and what they mean; the first is taken without the option.</param>
    public static Option<T> Create<T>(string name, string description, params (string Word, T Value)[] words)
    {
        var option = new Option<T>(name)
        {
            Description = $"{description}: {string.Join(", ", words.Select(static w => w.Word))}. Without it, {words[0].Word}.",
            DefaultValueFactory = _ => words[0].Value,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (words.FirstOrDefault(w => w.Word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Word: not null } known)
                {
                    return known.Value;
                }

                result.AddError($"{name} '{text}' is not known. Write one of {string.Join(", ", words.Select(static w => w.Word))}.");
                return words[0].Value;
            },
        };
        option.CompletionSources.Add([.. words.Select(static w => w.Word)]);
        return option;
    }
}
