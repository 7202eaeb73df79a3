using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>An argument of a recorded slug call: a number in decimal, a text, or nothing.</summary>
/// <param name="Number">The digits of <c>{"int": "…"}</c>; null for anything else.</param>
/// <param name="Given">The text of <c>{"str": "…"}</c>; null for anything else.</param>
public sealed record SlugArgument(string? Number, string? Given)
{
    /// <summary>The text; empty when there is none.</summary>
    public string Text => Given ?? "";

    /// <summary>Whether the argument was left out or null, which is not the empty text.</summary>
    public bool IsMissing => Number is null && Given is null;

    /// <summary>Whether there is neither number nor text.</summary>
    public bool IsEmpty => Number is null && Text.Length == 0;

    /// <summary>The argument at a position of the row's <c>args</c>; empty when there are fewer.</summary>
    public static SlugArgument At(VectorCase row, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        return At(row.Json, index);
    }

    /// <summary>The argument at a position of a row's <c>args</c>; empty when there are fewer.</summary>
    public static SlugArgument At(JsonElement row, int index)
    {
        if (!row.TryGetProperty("args", out var arguments) || index >= arguments.GetArrayLength())
        {
            return new SlugArgument(null, null);
        }

        var argument = arguments[index];
        return new SlugArgument(
            argument.TryGetProperty("int", out var number) ? JsonText.Of(number) : null,
            argument.TryGetProperty("str", out var text) ? JsonText.Of(text) : null);
    }
}
