using System.CommandLine;
using Spectre.Console;

namespace Energy.Clients.Cli.Output;

/// <summary>Writes rows as a table, or with <c>--json</c> as one JSON object a line, as they arrive.</summary>
internal sealed class ListOutput
{
    private readonly Option<bool> _json = JsonLine.CreateOption();

    public ListOutput(Command command) => command.Options.Add(_json);

    public async Task<int> WriteAsync(CliIo io, ParseResult parsed, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string?>> rows,
        CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_json))
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                await io.Output.WriteLineAsync(JsonLine.Of(columns.Zip(row)));
                await io.RowWrittenAsync();
            }

            return CliExit.Success;
        }

        var table = io.NewTable().AddColumns([.. columns]);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            table.AddRow([.. row.Select(static cell => CliIo.Cell(cell))]);
        }

        io.Console.Write(table);
        return CliExit.Success;
    }
}
