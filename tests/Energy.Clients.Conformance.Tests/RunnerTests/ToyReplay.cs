using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Conformance.Tests;

/// <summary>A replay against a server of a few lines that counts what it was asked and echoes the body.</summary>
public sealed class ToyReplay(ExchangeOperations operations, IReadOnlyList<RecordedExchange> exchanges, bool breaks = false)
    : EmulatorReplay("made-up", operations)
{
    protected override TimeSpan SilenceLimit => TimeSpan.FromMilliseconds(100);

    protected override IEnumerable<EmulatorRun> Runs() => [new EmulatorRun("all", exchanges)];

    protected override async Task<EmulatorSession> StartAsync(EmulatorRun run)
    {
        if (breaks)
        {
            throw new TimeoutException("the toy does not start");
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        int asked = 0;
        app.Run(async context =>
        {
            asked++;
            if (context.Request.Path == "/silent")
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            using var reader = new StreamReader(context.Request.Body);
            var answer = new JsonObject
            {
                ["asked"] = asked,
                ["target"] = $"{context.Request.Path.Value}{context.Request.QueryString.Value}",
                ["key"] = context.Request.Headers["x-key"].ToString(),
                ["echo"] = await reader.ReadToEndAsync(),
                ["link"] = $"http://{context.Request.Host}/next",
            };
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(answer.ToJsonString());
        });
        await app.StartAsync();
        return new Session(app);
    }

    private sealed class Session(WebApplication app) : EmulatorSession
    {
        private int _seen;

        public override Uri BaseAddress => new(app.Urls.First());

        public override string Substitute(string text) => text.Replace("PLACEHOLDER", "real", StringComparison.Ordinal);

        public override string Restore(string text) =>
            text.Replace("real", "PLACEHOLDER", StringComparison.Ordinal).Replace(BaseAddress.GetLeftPart(UriPartial.Authority), "{base}", StringComparison.Ordinal);

        public override Task<bool> BeforeAsync(RecordedExchange exchange, CancellationToken cancellationToken) =>
            Task.FromResult(exchange.Response.NoResponse);

        public override void After(RecordedExchange exchange, JsonElement answer)
        {
            Assert.Equal(_seen, exchange.Index);
            _seen++;
        }

        public override async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
