namespace Energy.Clients.Emulators;

/// <summary>Something that a server does wrong once a rule of <see cref="FaultRules"/> says when. Immutable; join two with <see cref="And"/>.</summary>
/// <remarks>
/// <para>The answer as a whole: <see cref="Status"/>, <see cref="StatusWithRetryDate"/>, <see cref="ReplaceStatus"/>, <see cref="Body"/>,
/// <see cref="Html"/>, <see cref="InvalidJson"/>, <see cref="Redirect"/>, <see cref="Header"/>, <see cref="ExpiredCredential"/>.</para>
/// <para>Time and the wire: <see cref="Delay"/>, <see cref="StallHeaders"/>, <see cref="StallBody"/>, <see cref="CutBody"/>,
/// <see cref="DropConnection"/>, <see cref="EndlessBody"/>.</para>
/// <para>JSON: <see cref="Member"/>, <see cref="WrongType"/>, <see cref="WithoutMember"/>, <see cref="ReversedMembers"/>.</para>
/// <para>Lists: <see cref="RepeatedPage"/>, <see cref="ShortPage"/>, <see cref="EmptyPage"/>, <see cref="VanishingRows"/>, <see cref="ReadsQueryAs"/>.</para>
/// </remarks>
public sealed partial class Fault
{
    private readonly FaultStep[] _steps;

    private Fault(string name, params FaultStep[] steps)
    {
        Name = name;
        _steps = steps;
    }

    /// <summary>What it does, in a few words: <c>cut body after 500 bytes</c>.</summary>
    public string Name { get; }

    /// <summary>This fault and another one on the same answer: <c>Fault.Delay(…).And(Fault.CutBody(100))</c>.</summary>
    /// <param name="other">The other fault. Where both give the whole answer, this one does.</param>
    /// <returns>A fault that does both.</returns>
    public Fault And(Fault other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Fault($"{Name} and {other.Name}", [.. _steps, .. other._steps]);
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    /// <summary>A misbehaviour that only one vendor's handlers know.</summary>
    internal static Fault Quirk(string name) => new(name, ActionStep.Change(x => x.Quirks.Add(name)));

    internal async Task RunAsync(EmulatorExchange exchange, Func<EmulatorExchange, Task> answer)
    {
        var wire = exchange.Response.Body;
        var body = wire;
        foreach (var step in _steps)
        {
            body = step.Wrap(exchange, body);
        }

        try
        {
            exchange.Response.Body = body;
            foreach (var step in _steps.OrderBy(static s => s.Answers))
            {
                if (await step.BeforeAsync(exchange))
                {
                    await exchange.SendAsync();
                    return;
                }
            }

            if (Array.Exists(_steps, s => s.Rewrites))
            {
                using var whole = new MemoryStream();
                exchange.Response.Body = whole;
                await answer(exchange);
                var bytes = _steps.Aggregate(whole.ToArray(), (b, s) => s.Rewrite(b));
                exchange.Response.ContentLength = bytes.Length;
                await body.WriteAsync(bytes, exchange.Aborted);
            }
            else
            {
                await answer(exchange);
            }
        }
        finally
        {
            exchange.Response.Body = wire;
        }
    }
}
