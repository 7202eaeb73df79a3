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

    [Fact]
    public async Task SigningIn_SendsWhatItSent()
    {
        var address = new Uri("https://vendor.example.test/base/");
        var lines = new List<string>();
        foreach (var forgets in new[] { false, true })
        {
            await AddAsync($"FlexMeasures, forgotten {forgets}", h => new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = address, Email = "a@example.test", Password = "pass" }, h, Clock()), static c => c.Accounts.GetAsync(7));
            await AddAsync($"IOTile, forgotten {forgets}", h => new IOTileClient(new IOTileClientOptions { BaseAddress = address, UserName = "user", Password = "pass" }, h, Clock()), static c => c.Accounts.GetAsync("a"));

            async Task AddAsync<T>(string name, Func<HttpMessageHandler, T> make, Func<T, Task> call)
                where T : EnergyClient
            {
                var handler = new CannedHandler((n, _) => Run.Say(forgets && n == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, Answer));
                using var client = make(handler);
                var error = await Record.ExceptionAsync(() => call(client));
                lines.AddRange(handler.Requests.Select(static r => "  " + r).Prepend($"# {name}: {error?.GetType().Name ?? "well"}"));
            }
        }

        Net.AssertHolds("signin.txt", lines);
    }

    private static ManualTimeProvider Clock() => new(Instant.FromUtc(2026, 1, 2, 3, 4, 5)) { AutoAdvance = true };
}
