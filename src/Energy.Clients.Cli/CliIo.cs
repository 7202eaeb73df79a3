using System.Text;
using Spectre.Console;

namespace Energy.Clients.Cli;

/// <summary>Where a run reads from and writes to: data on the standard output, everything for people's eyes only on the error output.</summary>
internal sealed class CliIo
{
    // Wide enough that no cell is wrapped: a program or a file reads it.
    private const int WidthWithoutTerminal = 1_000;

    private readonly bool _interactive;

    public CliIo(TextWriter output, TextWriter error, bool interactive, Func<string, string?> environment, Func<string, string?>? readSecret = null)
    {
        ReadSecret = readSecret ?? (static _ => null);
        Output = output;
        Error = error;
        Environment = environment;
        _interactive = interactive;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!interactive)
        {
            Console.Profile.Width = WidthWithoutTerminal;
        }
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public Func<string, string?> Environment { get; }

    public IAnsiConsole Console { get; }

    /// <summary>Asks for a secret and reads it without showing it; null when nobody can be asked.</summary>
    public Func<string, string?> ReadSecret { get; }

    /// <summary>A table: framed on a terminal, plain columns elsewhere.</summary>
    public Table NewTable() => _interactive ? new Table().RoundedBorder() : new Table().NoBorder();

    public static CliIo FromConsole()
    {
        System.Console.OutputEncoding = new UTF8Encoding(false);
        return new CliIo(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, System.Environment.GetEnvironmentVariable, SecretPrompt.OfConsole().Read);
    }
}
