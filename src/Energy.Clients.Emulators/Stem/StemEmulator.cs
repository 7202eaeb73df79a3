using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>The Stem interval data API, emulated: clients, sites and streams, from the simulated world or from a state of your own.</summary>
/// <remarks>
/// <para>
/// What is kept of the vendor's manners: pages counted from 1, whose number is a text; <c>400 No results found</c> beyond the last page, so also
/// after a last page that is full; <c>400 No data available</c> for a range without data; intervals that start one second late; ranges with both ends
/// included; stream start times off the grid, and a first interval that begins before them; a site without streams.
/// </para>
/// <para>
/// The vendor's service is closed and what it did beyond that is unknown. Where this emulator had to choose: a wrong key is
/// <c>401 Unauthorized</c>; an unknown client or site <c>404 Not found</c>; <c>400 Bad page</c>, <c>Bad range</c> (also for more than a month),
/// <c>Bad resolution</c> and <c>Bad stream type</c> for parameters that cannot be; a type that the site lacks has no data; <c>name</c>
/// finds clients whose name contains it, in any case. All errors look like <c>{"error": "…"}</c>.
/// </para>
/// </remarks>
public sealed class StemEmulator : VendorEmulator
{
    private readonly StemEmulatorOptions _options;

    internal StemEmulator(StemEmulatorOptions options, World world, TimeProvider clock)
        : base("Stem", options, world, clock, TrailingSlash.Refused)
    {
        _options = options;
        State.StartsOnTheGrid = options.StartsOnTheGrid;
        if (options.SimulatedWorld)
        {
            StemWorld.Load(State, world, options.StartsOnTheGrid);
        }

        var lists = new StemLists(State, options);
        var streams = new StemStreams(State, options);
        Router
            .Map("GET", "/api/v1/clients", lists.ClientsAsync)
            .Map("GET", "/api/v1/clients/{clientId}/sites", lists.SitesAsync)
            .Map("GET", "/api/v1/sites/{siteId}/streams", streams.ReadAsync);
    }

    /// <summary>The key that lets a client in.</summary>
    public string ApiKey => _options.ApiKey;

    /// <summary>What the emulator knows: clients, sites and intervals. It may be changed at any time.</summary>
    public StemEmulatorState State { get; } = new();

    internal static Task ErrorAsync(EmulatorExchange exchange, int status, string error) =>
        exchange.JsonAsync(status, json =>
        {
            json.WriteStartObject();
            json.WriteString("error", error);
            json.WriteEndObject();
        });

    internal override async ValueTask<bool> AuthorizeAsync(EmulatorExchange exchange)
    {
        if (!exchange.CredentialExpired && exchange.Context.Request.Headers.Authorization is [{ } header] && header == "APIKEY " + _options.ApiKey)
        {
            return true;
        }

        await ErrorAsync(exchange, StatusCodes.Status401Unauthorized, "Unauthorized");
        return false;
    }

    internal override Task NotFoundAsync(EmulatorExchange exchange) => ErrorAsync(exchange, StatusCodes.Status404NotFound, "Not found");

    internal override Task MethodNotAllowedAsync(EmulatorExchange exchange) => ErrorAsync(exchange, StatusCodes.Status405MethodNotAllowed, "Method not allowed");
}
