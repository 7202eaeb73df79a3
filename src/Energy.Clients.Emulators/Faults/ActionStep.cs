namespace Energy.Clients.Emulators;

/// <summary>A step that runs before the answer: it tells whether it has answered itself.</summary>
internal sealed class ActionStep(Func<EmulatorExchange, ValueTask<bool>> run) : FaultStep
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
    });

    internal override ValueTask<bool> BeforeAsync(EmulatorExchange exchange) => run(exchange);
}
