using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>What came of an input: a value (as JSON) or a refusal.</summary>
public sealed record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Whether the input was refused.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>Why it was refused, for messages only: the texts of other programs are never compared.</summary>
    public string? Reason { get; private init; }

    /// <summary>The value; undefined for a refusal.</summary>
    public JsonElement Json { get; private init; }

    /// <summary>An input that gave this value.</summary>
    public static Outcome Value(JsonElement value) => new() { Json = value };

    /// <summary>An input that gave this value; null is JSON null.</summary>
    public static Outcome Value(JsonNode? value) => new() { Json = JsonText.ToElement(value) };

    /// <summary>An input that was refused.</summary>
    public static Outcome Refused(string? reason) => new() { IsRefused = true, Reason = reason };

    /// <summary>
    /// Runs the code under test. A <see cref="FormatException"/>, an <see cref="ArgumentException"/> or one of the further types named is a
    /// refusal; any other exception is a bug and leaves this method.
    /// </summary>
    /// <param name="compute">Gives the result as JSON.</param>
    /// <param name="refusals">Further exception types (and what derives from them) that mean "refused".</param>
    public static Outcome Of(Func<JsonNode?> compute, params Type[] refusals)
    {
        ArgumentNullException.ThrowIfNull(compute);
        try
        {
            return Value(compute());
        }
        catch (Exception exception) when (IsRefusal(exception, refusals))
        {
            return Refused($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>The asynchronous twin of <see cref="Of"/>.</summary>
    public static async Task<Outcome> OfAsync(Func<Task<JsonNode?>> compute, params Type[] refusals)
    {
        ArgumentNullException.ThrowIfNull(compute);
        try
        {
            return Value(await compute());
        }
        catch (Exception exception) when (IsRefusal(exception, refusals))
        {
            return Refused($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => IsRefused ? $"refused ({Reason})" : JsonText.Shorten(Json.GetRawText());

    private static bool IsRefusal(Exception exception, Type[] refusals) =>
        exception is FormatException or ArgumentException || Array.Exists(refusals, type => type.IsInstanceOfType(exception));
}
