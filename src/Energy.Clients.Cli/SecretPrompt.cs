namespace Energy.Clients.Cli;

/// <summary>Asks a person for a secret: what is typed is shown nowhere, and nobody is asked where nobody can answer.</summary>
/// <param name="error">Where the question goes: the standard output is data.</param>
/// <param name="isTerminal">Whether a person sits at the input. Piped input is not read: it may belong to something else, and a secret in it is easily left in a file.</param>
/// <param name="readKey">Reads a key without showing it; Ctrl+C is a key here, so that it can end the question.</param>
internal sealed class SecretPrompt(TextWriter error, Func<bool> isTerminal, Func<ConsoleKeyInfo> readKey)
{
    private const char CtrlC = '\u0003';

    /// <summary>A prompt on the process's own console.</summary>
    public static SecretPrompt OfConsole() => new(Console.Error, static () => !Console.IsInputRedirected, ReadKey);

    /// <summary>Asks, and reads to the end of the line.</summary>
    /// <param name="question">What is asked.</param>
    /// <returns>What was typed; <see langword="null"/> when nobody can be asked.</returns>
    /// <exception cref="OperationCanceledException">Ctrl+C was the answer.</exception>
    public string? Read(string question)
    {
        if (!isTerminal())
        {
            return null;
        }

        error.Write(question);
        var text = new StringBuilder();
        try
        {
            while (readKey() is var key && key.Key != ConsoleKey.Enter)
            {
                if (key.KeyChar == CtrlC || (key.Key == ConsoleKey.C && key.Modifiers == ConsoleModifiers.Control))
                {
                    throw new OperationCanceledException("The question was not answered.");
                }

                if (key.Key == ConsoleKey.Backspace)
                {
                    text.Length = Math.Max(0, text.Length - 1);
                }
                else if (!char.IsControl(key.KeyChar))
                {
                    text.Append(key.KeyChar);
                }
            }
        }
        finally
        {
            error.WriteLine();
        }

        return text.ToString();
    }

    // A signal would not wake the wait for a key.
    private static ConsoleKeyInfo ReadKey()
    {
        var before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            return Console.ReadKey(intercept: true);
        }
        finally
        {
            Console.TreatControlCAsInput = before;
        }
    }
}
