using System.Text.Encodings.Web;

namespace Energy.Clients.Emulators;

/// <summary>A JSON body that leaves as it is written: at most about 16 KiB of it are in memory.</summary>
internal sealed class JsonBody(Stream body, CancellationToken aborted) : IAsyncDisposable
{
    /// <summary>As servers write it: compact, and letters of any language as themselves.</summary>
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FlushAt = 16 * 1024;

    internal Utf8JsonWriter Writer { get; } = new(body, Options);

    /// <summary>Sends what has been written, if it is enough to be worth sending. Call it once a row.</summary>
    internal ValueTask FlushWhenFullAsync() => Writer.BytesPending < FlushAt ? ValueTask.CompletedTask : new ValueTask(Writer.FlushAsync(aborted));

    public ValueTask DisposeAsync() => Writer.DisposeAsync();
}
