using System.CommandLine;

namespace Energy.Clients.Cli.Output;

/// <summary>One JSON object a line, for programs.</summary>
internal static class JsonLine
{
    /// <summary>The option that every command with a table has.</summary>
    public static Option<bool> CreateOption() => new("--json") { Description = "One JSON object a line instead of a table." };

    /// <summary>An object.</summary>
    /// <param name="members">Writes its members.</param>
    public static string Of(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>An object whose members are all text.</summary>
    /// <param name="members">Its members.</param>
    public static string Of(IEnumerable<(string Name, string? Value)> members) => Of(writer =>
    {
        foreach (var (name, value) in members)
        {
            writer.WriteString(name, value);
        }
    });
}
