using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Energy.Clients.Cli.Output;

/// <summary>Writes rows as a table, or with <c>--json</c> as one JSON object a line, as they arrive.</summary>
internal sealed class ListOutput
{
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line instead of a table." };

    public ListOutput(Command command) => command.Options.Add(_json);

    public async Task<int> WriteAsync(CliIo io, ParseResult parsed, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string?>> rows, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_json))
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                await io.Output.WriteLineAsync(ToJson(columns, row));
            }

            return CliExit.Success;
        }

        var table = new Table().RoundedBorder().AddColumns([.. columns]);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            table.AddRow([.. row.Select(static cell => Markup.Escape(cell ?? ""))]);
        }

        io.Console.Write(table);
        return CliExit.Success;
    }

    private static string ToJson(IReadOnlyList<string> columns, IReadOnlyList<string?> row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                writer.WriteString(columns[i], row[i]);
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
