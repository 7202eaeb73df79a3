using System.Text;
using Energy.Clients.Emulators;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Energy.Clients.Tests.Server;

public class EmulatorExchangeTests
{
    [Fact]
    public async Task Answer_GoesOut_OnceTheHandlerHasDoneWhatItDoesBehindIt()
    {
        using var wire = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = wire } };
        await using var emulators = await EnergyEmulators.StartAsync(static o => o.Only(o.Stem));
        var request = new ReceivedRequest(1, Instant.FromUtc(2026, 11, 30, 0, 0), context.Request, "/", null);
        var exchange = new EmulatorExchange(context, emulators.Stem, request, new EmulatorRouter(TrailingSlash.Tolerated).Match("GET", "/"), TimeProvider.System, default);
        long sent = -1;

        await exchange.RunAsync(async x =>
        {
            await x.TextAsync(201, "text/plain", "stored");
            sent = wire.Length;
        });

        Assert.Equal(0, sent);
        Assert.Equal("stored", Encoding.UTF8.GetString(wire.ToArray()));
        Assert.Equal(201, context.Response.StatusCode);
    }
}
