using System.CommandLine;
using Energy.Clients.OpenCec;

namespace Energy.Clients.Cli.OpenCec;

/// <summary><c>energy opencec key new</c>: a random key, and the line by which a server learns its hash.</summary>
internal static class OpenCecKeyCommand
{
    public static Command Create(CliIo io)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object." };
        var create = new Command("new", "Makes a random key and the line of the server's environment file that lets it in. Nothing is sent or kept.") { json };
        create.SetAction(async (parsed, _) =>
        {
            var key = OpenCecApiKey.Create();
            if (parsed.GetValue(json))
            {
                await io.Output.WriteLineAsync($"{{\"key\":{Quote(key.ClearText)},\"hash\":{Quote(key.Hash)},\"environment\":{Quote(key.EnvironmentLine)}}}");
                return CliExit.Success;
            }

            await io.Output.WriteLineAsync($"key          {key.ClearText}");
            await io.Output.WriteLineAsync($"environment  {key.EnvironmentLine}");
            await io.Error.WriteLineAsync("Keep the key: it cannot be worked out from the line. The server looks at the first eight characters of a key only.");
            return CliExit.Success;
        });
        return new Command("key", "Keys of a server.") { create };
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
