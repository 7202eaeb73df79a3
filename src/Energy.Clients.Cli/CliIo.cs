using Energy.Clients.Cli.Output;
using Spectre.Console;

namespace Energy.Clients.Cli;

/// <summary>Where a run reads from and writes to: data on the standard output, everything for people's eyes only on the error output.</summary>
internal sealed class CliIo
{
    // Wide enough that no cell is wrapped: a program or a file reads it.
    private const int WidthWithoutTerminal = 1_000;

    private const int WidthOfPlainText = 100;

    private const int BufferSize = 16 * 1024;
    private static readonly TimeSpan LongestInBuffer = TimeSpan.FromMilliseconds(200);

    private readonly bool _isTerminal;
    private readonly bool _isErrorTerminal;
    private readonly TextWriter _error;
    private readonly Func<Stream>? _openBinary;
    private IAnsiConsole? _console;
    private IAnsiConsole? _errorConsole;
    private long _flushedAt = TimeProvider.System.GetTimestamp();

    /// <summary>A run's outputs.</summary>
    /// <param name="output">The standard output.</param>
    /// <param name="error">The error output.</param>
    /// <param name="interactive">Whether the standard output is a terminal.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="readSecret">Asks for a secret; <see langword="null"/> when nobody can be asked.</param>
    /// <param name="errorIsTerminal">Whether the error output is a terminal, where progress may be shown.</param>
    /// <param name="openBinary">The standard output for bytes; <see langword="null"/> when it takes none.</param>
    public CliIo(TextWriter output, TextWriter error, bool interactive, Func<string, string?> environment, Func<string, string?>? readSecret = null, bool errorIsTerminal = false,
        Func<Stream>? openBinary = null)
    {
        ReadSecret = readSecret ?? (static _ => null);
        Terminal = output;
        Output = new VisibleWriter(output);
        Error = new VisibleWriter(error);
        Environment = environment;
        _error = error;
        _isTerminal = interactive;
        _isErrorTerminal = errorIsTerminal;
        _openBinary = openBinary;
    }

    /// <summary>The standard output for text; what vendors wrote cannot steer the terminal through it.</summary>
    public TextWriter Output { get; }

    /// <summary>The standard output as it is, for what the tool itself colours.</summary>
    public TextWriter Terminal { get; }

    public TextWriter Error { get; }

    public Func<string, string?> Environment { get; }

    /// <summary>The clock; the system's unless a test has another.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What terminals understand; found out unless a test knows.</summary>
    public AnsiSupport Ansi { get; init; } = AnsiSupport.Detect;

    /// <summary>How long something takes before progress is shown.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Set once the command line is read: plain columns without colour and without progress, also on a terminal.</summary>
    public bool IsPlain { get; set; }

    /// <summary>Whether people see the standard output framed and coloured.</summary>
    public bool IsTerminal => _isTerminal && !IsPlain;

    /// <summary>Whether the error output shows progress.</summary>
    public bool ShowsProgress => _isErrorTerminal && !IsPlain;

    /// <summary>The standard output, for tables. Cells come from <see cref="Cell"/>.</summary>
    public IAnsiConsole Console => _console ??= NewConsole(Terminal, IsTerminal);

    /// <summary>The error output, for progress.</summary>
    public IAnsiConsole ErrorConsole => _errorConsole ??= NewConsole(_error, ShowsProgress);

    /// <summary>Asks for a secret and reads it without showing it; null when nobody can be asked.</summary>
    public Func<string, string?> ReadSecret { get; }

    /// <summary>How many characters a line of people's text may have.</summary>
    public int Width => IsTerminal ? Math.Clamp(Console.Profile.Width, 40, 400) : WidthOfPlainText;

    /// <summary>A table: framed on a terminal, plain columns elsewhere.</summary>
    public Table NewTable() => IsTerminal ? new Table().RoundedBorder() : new Table().NoBorder();

    /// <summary>A text as a cell of a table.</summary>
    public static string Cell(string? text) => Markup.Escape(VisibleText.OfLine(text ?? ""));

    /// <summary>The standard output for bytes.</summary>
    /// <exception cref="CliUsageException">It is a terminal.</exception>
    public Stream OpenBinary(string remedy) =>
        _openBinary is not null && !_isTerminal ? _openBinary() : throw new CliUsageException($"A picture is no text for a terminal. {remedy}");

    /// <summary>Hands on what is written row by row: at once to a terminal, otherwise when a buffer is full or some time has passed.</summary>
    public async ValueTask RowWrittenAsync()
    {
        if (TimeProvider.System.GetElapsedTime(_flushedAt) >= LongestInBuffer)
        {
            await Output.FlushAsync().ConfigureAwait(false);
            _flushedAt = TimeProvider.System.GetTimestamp();
        }
    }

    public static CliIo FromConsole()
    {
        System.Console.OutputEncoding = new UTF8Encoding(false);
        var output = System.Console.IsOutputRedirected ? new StreamWriter(new StandardOutput(), new UTF8Encoding(false), BufferSize) : System.Console.Out;
        return new CliIo(
            output,
            System.Console.Error,
            !System.Console.IsOutputRedirected,
            System.Environment.GetEnvironmentVariable,
            SecretPrompt.OfConsole().Read,
            !System.Console.IsErrorRedirected,
            static () => new StandardOutput());
    }

    private IAnsiConsole NewConsole(TextWriter output, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? Ansi : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}
