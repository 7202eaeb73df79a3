namespace Energy.Clients.Crash.Tests;

/// <summary>A kind of sink, as the process that is killed writes it and as it is looked at afterwards.</summary>
internal abstract class CrashTarget : IAsyncDisposable
{
    /// <summary>The kinds by name, as on the command line.</summary>
    public static IReadOnlyDictionary<string, Func<CrashTarget>> Kinds { get; } = new Dictionary<string, Func<CrashTarget>>
    {
        ["postgres"] = static () => new PostgresTarget(),
        ["csv"] = static () => new FileTarget("csv"),
        ["jsonl"] = static () => new FileTarget("jsonl"),
        ["parquet"] = static () => new ParquetTarget(),
        ["flexmeasures"] = static () => new FlexMeasuresTarget(),
    };

    public abstract string Kind { get; }

    /// <summary>How many readings a run stores.</summary>
    public virtual int Readings => 20_000;

    /// <summary>Starts what the sink needs.</summary>
    public virtual Task StartAsync() => Task.CompletedTask;

    /// <summary>An empty place, in words that the other process understands.</summary>
    public abstract Task<string> NewPlaceAsync();

    /// <summary>Opens the sink at a place; called in the process that is killed.</summary>
    public abstract Task<OpenedSink> OpenAsync(string place);

    /// <summary>What is stored, past the sink. Whatever is there twice comes twice.</summary>
    public abstract Task<IReadOnlyList<Reading>> ReadAsync(string place);

    /// <summary>What ought to be there of these readings.</summary>
    public virtual IReadOnlyList<Reading> Expect(IReadOnlyList<Reading> readings) => readings;

    /// <summary>What a kill left behind.</summary>
    public abstract Task<KillMark> LookAsync(string place);

    /// <summary>How many readings the checkpoint counts: what is asked while another process writes, and so takes as little of the machine as it can.</summary>
    public virtual async Task<long> CountAsync(string place) => (await LookAsync(place)).Counted;

    public virtual ValueTask DisposeAsync() => default;
}
