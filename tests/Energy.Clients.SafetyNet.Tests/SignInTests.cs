using System.Net;
using Energy.Clients.Emulators;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>What clients send of their own accord: to sign in with a password, and to sign in again where the server has forgotten the token.</summary>
public class SignInTests
{
    private const string Answer = """{"jwt":"token-1","token":"token-1","auth_token":"token-1","user_id":1,"username":"user","count":0,"results":[]}""";

    private static readonly Uri Address = new("https://vendor.example.test/base/");

    [Fact]
    public Task FlexMeasures_SigningIn_SendsWhatItSent() => AssertAsync(
        "FlexMeasures", static h =>
            new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = Address, Email = "a@example.test", Password = "pass" },
                new() { PrimaryHandler = h, TimeProvider = Clock() }), static c => c.Accounts.GetAsync(7));

    [Fact]
    public Task IOTile_SigningIn_SendsWhatItSent() => AssertAsync(
        "IOTile", static h =>
            new IOTileClient(new IOTileClientOptions { BaseAddress = Address, UserName = "user", Password = "pass" }, new() { PrimaryHandler = h, TimeProvider = Clock() }),
            static c => c.Accounts.GetAsync("a"));

    private static async Task AssertAsync<T>(string vendor, Func<HttpMessageHandler, T> make, Func<T, Task> call)
        where T : EnergyClient
    {
        var lines = new List<string>();
        foreach (var forgets in new[] { false, true })
        {
            var handler = new CannedHandler((n, _) => Run.Say(forgets && n == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, Answer));
            using var client = make(handler);
            var error = await Record.ExceptionAsync(() => call(client));
            lines.AddRange(handler.Requests.Select(static r => "  " + r).Prepend($"# forgotten {forgets}: {error?.GetType().Name ?? "well"}"));
        }

        Net.AssertHolds(vendor, "sign-in", lines);
    }

    private static ManualTimeProvider Clock() => new(Instant.FromUtc(2026, 1, 2, 3, 4, 5)) { AutoAdvance = true };
}
