using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Energy.Clients.Emulators.Tests;

public class SundayaEmulatorTests
{
    private const string Refused = """{"datasets":[5]}""";

    [Fact]
    public async Task Energy_ForATag_IsNotSentAgain()
    {
        await using var vendors = await StartAsync();
        using var http = new HttpClient { BaseAddress = vendors.Sundaya.BaseAddress };
        using var first = await http.GetAsync("energy/hsy/period/week/20240603/1");
        using var again = new HttpRequestMessage(HttpMethod.Get, "energy/hsy/period/week/20240603/1");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await http.SendAsync(again);

        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Post_RefusedByTheNewerServer_IsABare500AndAfterAPageNothingAtAll()
    {
        await using var vendors = await StartAsync();
        using var http = new HttpClient { BaseAddress = vendors.Sundaya.BaseAddress };
        using var leave = new CancellationTokenSource();

        using var bare = await http.PostAsync("devices/dataset/mppt", Json(Refused));
        using var page = new HttpRequestMessage(HttpMethod.Get, "energy");
        page.Headers.Accept.ParseAdd("text/html");
        using var rendered = await http.SendAsync(page);

        Assert.Equal(HttpStatusCode.InternalServerError, bare.StatusCode);
        Assert.Contains("items is not defined", await bare.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("text/html", rendered.Content.Headers.ContentType!.MediaType);

        // One that came later is answered, this one is not.
        var waiting = http.PostAsync("devices/dataset/mppt", Json(Refused), leave.Token);
        while (vendors.Sundaya.Requests.Total < 3 && !waiting.IsCompleted)
        {
            await Task.Delay(1);
        }

        using var taken = await http.PostAsync("devices/dataset/mppt", Json("""{"datasets":[]}"""));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.False(waiting.IsCompleted);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Post_RefusedByTheOlderServer_HasTheRule()
    {
        await using var vendors = await StartAsync(o => o.Version = SundayaServerVersion.V05);
        using var http = new HttpClient { BaseAddress = vendors.Sundaya.BaseAddress };

        using var response = await http.PostAsync("devices/dataset/mppt", Json(Refused));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("must be of type object | 5", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_OfACorrectedServer_LeadRightBeforeTheGroup()
    {
        await using var vendors = await StartAsync(o => (o.PreviousWithoutOverlap, o.LinkHost) = (true, new Uri("http://links.example.test:81")));
        using var http = new HttpClient { BaseAddress = vendors.Sundaya.BaseAddress };

        var cube = await http.GetStringAsync("energy/harvest/period/day/20240610/3");

        Assert.Contains("http://links.example.test:81/energy/harvest/period/day/20240607/3?site=999", cube, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sites_ByKeyAndNumber_AreThoseOfTheWorld()
    {
        await using var vendors = await StartAsync();
        using var http = new HttpClient { BaseAddress = vendors.Sundaya.BaseAddress };

        var byKey = await http.GetStringAsync("energy/yield/period/day/20240610/1?site=hillside");
        var byNumber = await http.GetStringAsync("energy/yield/period/day/20240610/1?site=2");
        var other = await http.GetStringAsync("energy/yield/period/day/20240610/1?site=canal");

        Assert.Equal(byKey.Replace("hillside", "2", StringComparison.Ordinal), byNumber);
        Assert.NotEqual(byKey.Replace("hillside", "canal", StringComparison.Ordinal), other);
    }

    [Fact]
    public async Task Energy_OfRandomNumbers_IsDrawnAnewAtEveryRequestInTheSamePlaces()
    {
        await using var vendors = await StartAsync(o => o.Numbers = SundayaNumbers.Random);
        using var http = new HttpClient { BaseAddress = vendors.Sundaya.BaseAddress };

        var first = await http.GetStringAsync("energy/hsy/period/week/20240527/2");
        var second = await http.GetStringAsync("energy/hsy/period/week/20240527/2");

        // A value of a day or a part of it has three decimals; the instants in the links have four.
        string Places(string cube) => Regex.Replace(cube, "[0-9]+[.][0-9]{3}(?![0-9])", "#");
        Assert.Equal(Places(first), Places(second));
        Assert.NotEqual(Places(first), first);
        var pairs = Numbers(first).Zip(Numbers(second)).ToArray();
        Assert.Equal(2 * 7 * 6 * (1 + 4), pairs.Length);

        // Two draws of three decimals fall together now and then, a whole answer does not.
        Assert.True(pairs.Count(p => p.First == p.Second) < pairs.Length / 10);

        static string[] Numbers(string cube) => [.. Regex.Matches(cube, "[0-9]+[.][0-9]{3}(?![0-9])").Select(m => m.Value)];
    }

    [Fact]
    public async Task Energy_OfTheWorld_IsTheSameAtEveryRequest()
    {
        await using var vendors = await StartAsync();
        using var http = new HttpClient { BaseAddress = vendors.Sundaya.BaseAddress };

        Assert.Equal(await http.GetStringAsync("energy/hsy/period/week/20240527/2"), await http.GetStringAsync("energy/hsy/period/week/20240527/2"));
    }

    [Theory]
    [InlineData("device/D1/dataset/nonsense")]
    [InlineData("device/D1/dataset")]
    [InlineData("device/D1/dataset/mppt/period/fortnight")]
    public async Task Dataset_ThatThereIsNot_IsNeverAnsweredByTheNewerServerAndRefusedByTheOlder(string path)
    {
        await using var newer = await StartAsync();
        await using var older = await StartAsync(o => o.Version = SundayaServerVersion.V05);
        using var http = new HttpClient();
        using var leave = new CancellationTokenSource();

        var waiting = http.GetAsync(new Uri(newer.Sundaya.BaseAddress, path), leave.Token);
        while (newer.Sundaya.Requests.Total == 0 && !waiting.IsCompleted)
        {
            await Task.Delay(1);
        }

        // One that came later is answered, this one is not.
        using var known = await http.GetAsync(new Uri(newer.Sundaya.BaseAddress, "device/D1/dataset/mppt"));
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.False(waiting.IsCompleted);
        Assert.Null(newer.Sundaya.Requests.ToList()[0].Status);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        using var refused = await http.GetAsync(new Uri(older.Sundaya.BaseAddress, path));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public void Balanced_OfAnyFlowsThatBalance_MovesEachByLessThanAUnitAndStillBalances()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var exact = new decimal[6];
            exact[(int)SimulatedFlow.Harvest] = (decimal)random.NextDouble();
            exact[(int)SimulatedFlow.StoreOut] = random.Next(2) * (decimal)random.NextDouble();
            exact[(int)SimulatedFlow.Buy] = (decimal)random.NextDouble();
            var sources = exact[(int)SimulatedFlow.Harvest] + exact[(int)SimulatedFlow.StoreOut] + exact[(int)SimulatedFlow.Buy];
            exact[(int)SimulatedFlow.StoreIn] = sources / 3;
            exact[(int)SimulatedFlow.Yield] = sources - exact[(int)SimulatedFlow.StoreIn];

            var rounded = SundayaCubeNumbers.Balanced(exact, 3);

            Assert.All(exact.Zip(rounded), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 0.001m));
            Assert.Equal(0, rounded[(int)SimulatedFlow.Sell]);
            Assert.Equal(
                rounded[(int)SimulatedFlow.Harvest] + rounded[(int)SimulatedFlow.StoreOut] + rounded[(int)SimulatedFlow.Buy],
                rounded[(int)SimulatedFlow.Yield] + rounded[(int)SimulatedFlow.StoreIn]);
        }
    }

    [Theory]
    [InlineData("/energy/period/week/20240527/1", 200)]
    [InlineData("/energy/period/week", 200)]
    [InlineData("/energy/hsy/period//20240527/1", 404)]
    [InlineData("/device/config", 200)]
    [InlineData("/device/config/20240527", 200)]
    [InlineData("/device/dataset/pms", 400)]
    [InlineData("/device/x/dataset/pms", 200)]
    public async Task Path_WithoutItsFirstParameter_IsRead_AndWithAnEmptyOneIsAnother(string path, int expected)
    {
        await using var emulators = await StartAsync(o => o.Version = SundayaServerVersion.V05);
        using var http = new HttpClient { BaseAddress = emulators.Sundaya.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await http.SendAsync(request);
        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("text/html", "<p>Found. Redirecting to <a href=\"/energy\">/energy</a></p>")]
    [InlineData("*/*", "Found. Redirecting to /energy")]
    [InlineData("application/json", "")]
    public async Task Root_TellsWhereItLeads(string accept, string expected)
    {
        await using var emulators = await StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = emulators.Sundaya.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.ParseAdd(accept);
        using var response = await http.SendAsync(request);
        Assert.Equal((302, expected), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static Task<EnergyEmulators> StartAsync(Action<SundayaEmulatorOptions>? configure = null) => EnergyEmulators.StartAsync(o =>
    {
        o.Only(o.Sundaya);
        o.TimeProvider = new ManualTimeProvider(Instant.FromUtc(2024, 6, 15, 12, 0));
        configure?.Invoke(o.Sundaya);
    });
}
