namespace Energy.Clients.Emulators;

/// <summary>A step that runs before the answer: it tells whether it has answered itself.</summary>
internal sealed class ActionStep(Func<EmulatorExchange, ValueTask<bool>> run, bool answers = false) : FaultStep
{
    /// <summary>A step that only changes what the emulator sees.</summary>
    internal static ActionStep Change(Action<EmulatorExchange> change) => new(x =>
    {
        change(x);
        return new ValueTask<bool>(false);
    });

    /// <summary>A step that answers in the emulator's place.</summary>
    internal static ActionStep Answer(Func<EmulatorExchange, Task> answer) => new(async x =>
    {
        await answer(x);
        return true;
    }, answers: true);

    internal override bool Answers => answers;

    internal override ValueTask<bool> BeforeAsync(EmulatorExchange exchange) => run(exchange);
}
