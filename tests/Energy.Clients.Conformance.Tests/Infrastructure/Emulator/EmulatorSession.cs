using System.Text.Json;

namespace Energy.Clients.Conformance;

/// <summary>An emulator that was loaded with the state of a run. It is given states, clocks and named faults, never a recorded answer.</summary>
public abstract class EmulatorSession : IAsyncDisposable
{
    /// <summary>Where the emulator listens.</summary>
    public abstract Uri BaseAddress { get; }

    /// <summary>Called before each exchange: move the clock, apply what happened between recordings, switch a named fault on or off.</summary>
    /// <returns>Whether only the fault now switched on can give the recorded answer.</returns>
    public virtual Task<bool> BeforeAsync(RecordedExchange exchange, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Called after each exchange, in order, to remember what later requests must repeat (ids, tokens).</summary>
    public virtual void After(RecordedExchange exchange, JsonElement answer)
    {
    }

    /// <summary>Puts our values in place of the recording's placeholders, in the target, header values and body of a request.</summary>
    public virtual string Substitute(string text) => text;

    /// <summary>Puts the recording's spelling in place of ours in every text of our answer, such as the origin in links.</summary>
    public virtual string Restore(string text) => text;

    /// <summary>Stops the emulator.</summary>
    public abstract ValueTask DisposeAsync();
}
