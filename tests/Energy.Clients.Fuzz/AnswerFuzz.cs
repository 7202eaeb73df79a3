using System.Net;
using System.Reflection;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using NodaTime;

namespace Energy.Clients.Fuzz;

/// <summary>
/// Every operation of a vendor, fed with any answer: what comes out is a result or an exception of the family that names its operation. The first two bytes of the input choose the
/// operation, the third one the status and the media type, the rest is the body.
/// </summary>
internal static class AnswerFuzz
{
    private const int MostItems = 2_000;
    private const int MostRequests = 4;

    private static readonly Uri Address = new("https://vendor.example.test/base/");
    private static readonly HttpStatusCode[] Statuses =
        [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created,
            HttpStatusCode.InternalServerError];
    private static readonly string[] MediaTypes =
        ["application/json", "application/json", "application/json; charset=utf-16", "text/html", "text/csv; charset=iso-8859-1", "application/octet-stream"];

    /// <summary>One target a vendor.</summary>
    public static IReadOnlyList<FuzzTarget> Targets { get; } =
        [.. Vendor.All.Select(static v => new FuzzTarget(v.Name, v.Name is "IOTile" or "FlexMeasures" ? 6 : 4, new Fed(v).Feed))];

    /// <summary>The input that feeds an operation with a body.</summary>
    public static byte[] Input(Vendor vendor, string operation, byte kind, ReadOnlySpan<byte> body)
    {
        var index = vendor.Operations.Where(static o => !IsLeftOut(o)).Index().First(o => o.Item.Name.StartsWith(operation + "(", StringComparison.Ordinal)).Index;
        return [(byte)index, (byte)(index >> 8), kind, .. body];
    }

    // A message is sent once only, and a client that has signed out asks nothing more; both read nothing.
    private static bool IsLeftOut(Operation operation) =>
        operation.Name.StartsWith("SendAsync(", StringComparison.Ordinal) || operation.Name.StartsWith("Session.LogoutAsync(", StringComparison.Ordinal);

    private static EnergyClient Make(Vendor vendor, HttpMessageHandler handler, TimeProvider clock) => vendor.Name switch
    {
        "Stem" => new StemClient(new StemClientOptions { BaseAddress = Address, ApiKey = "secret-key", UseResilience = false },
            new() { PrimaryHandler = handler, TimeProvider = clock }),
        "Sundaya" => new SundayaClient(new SundayaClientOptions { BaseAddress = Address, UseResilience = false }, new() { PrimaryHandler = handler, TimeProvider = clock }),
        "FlexMeasures" =>
            new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = Address, Token = "secret-token", UseResilience = false },
                new() { PrimaryHandler = handler, TimeProvider = clock }),
        "OpenCec" => new OpenCecClient(new OpenCecClientOptions { BaseAddress = Address, ApiKey = "k3y-8chr", UseResilience = false },
            new() { PrimaryHandler = handler, TimeProvider = clock }),
        _ => new IOTileClient(new IOTileClientOptions { BaseAddress = Address, Token = "secret-token", UseResilience = false },
            new() { PrimaryHandler = handler, TimeProvider = clock }),
    };

    private sealed class Fed(Vendor vendor) : HttpMessageHandler
    {
        private readonly Lazy<IReadOnlyList<(Operation Operation, object?[] Arguments)>> _operations =
            new(() => [.. vendor.Operations.Where(static o => !IsLeftOut(o)).Select(static o => (o, Arguments.For(o.Method.ReflectedType!, o.Method, Fill.Minimal)))]);

        private EnergyClient? _client;
        private ReadOnlyMemory<byte> _body;
        private byte _kind;
        private int _requests;

        public void Feed(ReadOnlyMemory<byte> input)
        {
            if (input.Length < 3)
            {
                return;
            }

            // Waits end at once; nothing here is to be waited for.
            _client ??= Make(vendor, this, new ManualTimeProvider(Instant.FromUtc(2026, 1, 2, 3, 4, 5)) { AutoAdvance = true });
            var (operation, arguments) = _operations.Value[(input.Span[0] | (input.Span[1] << 8)) % _operations.Value.Count];
            (_kind, _body, _requests) = (input.Span[2], input[3..], 0);
            try
            {
                Answer.TakeAsync(operation.Method.Invoke(operation.Group(_client), BindingFlags.DoNotWrapExceptions, null, arguments, null), MostItems).GetAwaiter().GetResult();
            }
            catch (EnergyApiException e) when (e.Operation.Length > 0)
            {
            }
            catch (ArgumentException) when (_requests == 0)
            {
                // What was to be sent is refused, whatever the answer would have been.
            }
            catch (InvalidOperationException) when (operation.Name.StartsWith("Reports.AccumulateAsync(", StringComparison.Ordinal))
            {
                // As documented: none of the sources has a stream.
            }
            catch (Exception e)
            {
                throw new FindingException($"{vendor}: {operation} answered with {Statuses[_kind % Statuses.Length]} threw {e.GetType().Name}: {e.Message}", e);
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response =
                new HttpResponseMessage(_requests++ < MostRequests ? Statuses[_kind % Statuses.Length] : HttpStatusCode.Gone)
                {
                    RequestMessage = request,
                    Content = new ReadOnlyMemoryContent(_body)
                };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", MediaTypes[_kind / Statuses.Length % MediaTypes.Length]);
            return Task.FromResult(response);
        }
    }
}
