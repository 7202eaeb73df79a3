namespace Energy.Clients.Emulators;

/// <summary>One thing that goes wrong. A <see cref="Fault"/> is a row of them.</summary>
internal abstract class FaultStep
{
    /// <summary>Runs before the emulator answers, and may change what it sees or answer in its place.</summary>
    /// <returns>True when the answer is given.</returns>
    internal virtual ValueTask<bool> BeforeAsync(EmulatorExchange exchange) => new(false);

    /// <summary>Whether it gives the whole answer; what changes an answer comes before it, whatever the order.</summary>
    internal virtual bool Answers => false;

    /// <summary>Stands between the answer and the wire.</summary>
    internal virtual Stream Wrap(EmulatorExchange exchange, Stream wire) => wire;

    /// <summary>Whether <see cref="Rewrite"/> wants the whole body.</summary>
    internal virtual bool Rewrites => false;

    /// <summary>Changes the whole body of the answer.</summary>
    internal virtual byte[] Rewrite(byte[] body) => body;
}
