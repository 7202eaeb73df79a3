using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Energy.Clients.Emulators;

/// <summary>One vendor's cloud, emulated: an HTTP server on loopback that answers in the vendor's wire format from a state of its own.</summary>
public abstract class VendorEmulator
{
    // A path that a redirect fault moved, and the target that it stands for.
    private readonly ConcurrentDictionary<string, string> _moved = new(StringComparer.Ordinal);
    private Uri? _baseAddress;

    private protected VendorEmulator(string name, VendorEmulatorOptions options, World world, TimeProvider clock, TrailingSlash trailingSlash)
    {
        Name = name;
        Port = options.Port;
        World = world;
        Clock = clock;
        Router = new EmulatorRouter(trailingSlash);
    }

    /// <summary>The vendor's name: <c>Stem</c>.</summary>
    public string Name { get; }

    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseAddress => _baseAddress ?? throw new InvalidOperationException($"The {Name} emulator has not been started.");

    /// <summary>What this vendor is to do wrong. Rules here go before those for all vendors.</summary>
    public FaultRules Faults { get; } = new();

    /// <summary>What it was asked.</summary>
    public RequestLog Requests { get; } = new();

    internal int Port { get; }

    /// <summary>How long the server keeps a connection open behind an answer, by the emulators' clock; <see langword="null"/> for longer than anybody waits.</summary>
    internal virtual TimeSpan? IdleLimit => null;

    private protected World World { get; }

    private protected TimeProvider Clock { get; }

    private protected EmulatorRouter Router { get; }

    internal void ListensOn(int port) => _baseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}/"));

    internal async Task InvokeAsync(HttpContext context, FaultRules shared, CancellationToken stopping)
    {
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = _moved.GetValueOrDefault(sent, sent);
        if (!ReferenceEquals(target, sent))
        {
            context.Request.QueryString = new QueryString(QueryOf(target));
        }

        var match = Router.Match(context.Request.Method, PathOf(target));
        var now = Instant.FromDateTimeOffset(Clock.GetUtcNow());
        var request = Requests.Add(number => new ReceivedRequest(number, now, context.Request, sent, match.Route?.Template));

        // Kestrel's own date is the machine's; a client that allows for the difference of clocks must see the emulators' time.
        context.Response.Headers.Date = now.ToDateTimeOffset().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        context.Response.OnStarting(() =>
        {
            request.Status = context.Response.StatusCode;
            return Task.CompletedTask;
        });
        var exchange = new EmulatorExchange(context, this, request, match, Clock, stopping);
        var connection = IdleLimit is { } limit ? EmulatorConnection.Of(context, Clock, limit) : null;
        connection?.Busy();
        try
        {
            await RunAsync(exchange, shared);
        }
        catch (Exception e) when (e is not (OperationCanceledException or FaultCutException) && !context.Response.HasStarted)
        {
            // A defect of the emulator: nothing logs here, so the test that meets it gets to read what went wrong.
            await exchange.TextAsync(StatusCodes.Status500InternalServerError, "text/plain", $"The {Name} emulator failed: {e}");
            await exchange.SendAsync();
        }

        if (ClosesBehind(context.Response.StatusCode) && !context.RequestAborted.IsCancellationRequested)
        {
            await EmulatorConnection.CloseBehindAsync(context);
        }

        connection?.Idle();
    }

    /// <summary>Makes a path of this server stand for another target, as after a redirect.</summary>
    internal void Move(string to, string target) => _moved[to] = target;

    /// <summary>Whether the server closes the connection behind an answer of a status, without saying so in the answer.</summary>
    internal virtual bool ClosesBehind(int status) => false;

    /// <summary>Whether the request may pass; when not, the answer has been written.</summary>
    internal abstract ValueTask<bool> AuthorizeAsync(EmulatorExchange exchange);

    /// <summary>Answers a request for a path that the vendor does not have.</summary>
    internal abstract Task NotFoundAsync(EmulatorExchange exchange);

    /// <summary>Answers a request with a method that the path does not take. The <c>Allow</c> header is set already.</summary>
    internal abstract Task MethodNotAllowedAsync(EmulatorExchange exchange);

    private static string PathOf(string target)
    {
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        return cut < 0 ? target : target[..cut];
    }

    private static string QueryOf(string target)
    {
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        return cut < 0 ? string.Empty : target[cut..];
    }

    private async Task RunAsync(EmulatorExchange exchange, FaultRules shared)
    {
        var request = exchange.Request;
        if ((Faults.Take(request) ?? shared.Take(request)) is { } fault)
        {
            request.Fault = fault.Name;
            await exchange.RunAsync(x => fault.RunAsync(x, AnswerAsync));
        }
        else
        {
            await exchange.RunAsync(AnswerAsync);
        }
    }

    private async Task AnswerAsync(EmulatorExchange exchange)
    {
        switch (exchange.Match.Kind)
        {
            case EmulatorMatchKind.Found:
                if (await AuthorizeAsync(exchange))
                {
                    await exchange.Match.Route!.Handler(exchange);
                }

                break;
            case EmulatorMatchKind.MethodNotAllowed:
                exchange.Response.Headers.Allow = string.Join(", ", exchange.Match.Allowed);
                await MethodNotAllowedAsync(exchange);
                break;
            case EmulatorMatchKind.SlashMissing:
                exchange.Response.StatusCode = StatusCodes.Status301MovedPermanently;
                exchange.Response.Headers.Location = PathOf(exchange.Request.Target) + "/" + QueryOf(exchange.Request.Target);
                break;
            default:
                await NotFoundAsync(exchange);
                break;
        }

        // Here, where the body is still the one that a fault has put in place.
        await exchange.SendAsync();
    }
}
