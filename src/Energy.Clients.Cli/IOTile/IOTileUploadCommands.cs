using System.CommandLine;
using System.Text.Json.Nodes;
using Energy.Clients.Cli.Output;
using Energy.Clients.IOTile;
using NodaTime.Text;

namespace Energy.Clients.Cli.IOTile;

/// <summary><c>energy iotile account</c>, <c>report</c> and <c>event</c>: who signs in, and what a device or a person sends.</summary>
internal static class IOTileUploadCommands
{
    private static readonly Duration LongestWait = Duration.FromMinutes(2);

    public static IEnumerable<Command> Create(CliIo io) => [Account(io), Report(io), Event(io)];

    private static Command Account(CliIo io)
    {
        var command = new Command("account", "Signs in, says who you are and how long the sign-in holds, and signs out.");
        var output = new ListOutput(command);
        command.SetAction(new IOTileSignIn(io, command).Run(async (parsed, client, token) =>
        {
            var account = await client.Session.GetAccountAsync(token);
            var until = client.Session.CurrentToken?.ExpiresAt;
            return await output.WriteAsync(io, parsed, ["user", "email", "until"],
                One(account.Username, account.Email, until?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), token);
        }));
        return command;
    }

    private static Command Report(CliIo io)
    {
        var file = new Argument<FileInfo>("file") { Description = "A streamer report: .bin, .json or .mp." };
        var received = ReceivedOption("When the report was received; without it, now by the server's clock.");
        var wait = new Option<bool>("--wait") { Description = "Wait until the server has processed it (binary reports only), and show which ids were new." };
        var command = new Command("report", "Uploads a streamer report. A report that was cut or changed is refused before anything is sent.") { file, received, wait };
        var output = new ListOutput(command);
        command.SetAction(new IOTileSignIn(io, command).Run(async (parsed, client, token) =>
        {
            var source = Existing(parsed.GetValue(file)!);
            var bytes = await File.ReadAllBytesAsync(source.FullName, token);
            var report = parsed.GetValue(wait) ? IOTileReport.Parse(bytes) : null;
            var at = Time(parsed.GetValue(received)) ?? (await client.Server.GetAsync(token)).Now;
            if (report is null)
            {
                var uploaded = await client.StreamerReports.UploadAsync(bytes, source.Name, at, token);
                return await output.WriteAsync(io, parsed, ["file", "readings"], One(source.Name, Text(uploaded.Count)), token);
            }

            var stored = await client.StreamerReports.UploadAndWaitAsync(report, at, LongestWait, token);
            return await output.WriteAsync(io, parsed, ["file", "streamer", "first id", "last id"],
                One(source.Name, stored.Streamer.ToString(), Text(stored.ActualFirstId), Text(stored.ActualLastId)), token);
        }));
        return command;
    }

    private static Command Event(CliIo io)
    {
        var stream = new Argument<string>("stream") { Description = "The slug of the stream." };
        var file = new Argument<FileInfo?>("file")
        {
            Description = "The event's raw data: a .json or .json.gz file; none makes an event without.",
            Arity = ArgumentArity.ZeroOrOne
        };
        var at = ReceivedOption("When it happened; without it, now by the server's clock.");
        var extra = new Option<string?>("--data") { Description = "The event's own data, a JSON object." };
        var command = new Command("event", "Uploads an event, with a file and data of its own.") { stream, file, at, extra };
        var output = new ListOutput(command);
        command.SetAction(new IOTileSignIn(io, command).Run(async (parsed, client, token) =>
        {
            var source = parsed.GetValue(file) is { } given ? Existing(given) : null;
            var created = new IOTileNewEvent
            {
                Stream = StreamSlug.Parse(parsed.GetValue(stream)!),
                Timestamp = Time(parsed.GetValue(at)) ?? (await client.Server.GetAsync(token)).Now,
                ExtraData = Data(parsed.GetValue(extra)),
            };
            var id = source is null
                ? (await client.Events.CreateAsync(created, token)).Id
                : (await client.Events.UploadAsync(created, await File.ReadAllBytesAsync(source.FullName, token), source.Name, token)).Id;
            return await output.WriteAsync(io, parsed, ["event", "stream", "file"], One(Text(id), created.Stream.ToString(), source?.Name), token);
        }));
        return command;
    }

    private static Option<string?> ReceivedOption(string description) => new("--at") { Description = description };

    private static Instant? Time(string? text) => text is null
        ? null
        : InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed
            ? parsed.Value
            : throw new CliUsageException($"'{text}' is not a time. Write it in UTC, such as 2026-06-01T12:00:00Z.");

    private static JsonObject? Data(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject ?? throw new CliUsageException("--data is JSON, but no object. Write it as {\"name\": \"value\"}.");
        }
        catch (JsonException e)
        {
            throw new CliUsageException($"--data is not JSON: {e.Message}");
        }
    }

    private static FileInfo Existing(FileInfo file) => file.Exists ? file : throw new CliUsageException($"There is no file '{file.Name}'.");

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static IAsyncEnumerable<IReadOnlyList<string?>> One(params string?[] values) => new[] { (IReadOnlyList<string?>)values }.ToAsyncEnumerable();
}
