using System.Collections;
using System.Globalization;
using System.Text;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Energy.Clients.Tests;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>
/// Keys, passwords and tokens are planted, in every form, in every place where a text can come from, and looked for in log lines, activities, measurements and exceptions, over
/// every operation.
/// </summary>
/// <remarks>Plain <c>dotnet test</c> plants in some places for each operation, and for some operations in each place. <c>ENERGY_CLIENTS_SECRETS=full</c> plants in all.</remarks>
public class SecretsTests
{
    private const int Sample = 7;

    // With characters that addresses, JSON and pages write in other forms.
    private const string Key = "k<&" + Plant.Core + "+\"%/9='\\";
    private const string Password = "ä p<&" + Plant.Core + "+\"%/9='\\";
    private const string Token = "t<&" + Plant.Core + "+\"%/8='\\";
    private const string Other = "another-key-1";

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("ENERGY_CLIENTS_SECRETS") == "full";
    private static readonly Uri Address = new("https://vendor.example.test/base/");

    public static TheoryData<string> Vendors => [.. Vendor.Names];

    public static TheoryData<string> SigningIn => new("FlexMeasures", "IOTile");

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Key_PlantedInEveryPlace_IsNowhere(string name)
    {
        var plant = new Plant(Key);
        Assert.Empty(await SearchAsync(WithKey(Vendor.Of(name), Key), (vendor, place, _) => place.Answer(vendor, plant)).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(SigningIn))]
    public async Task PasswordAndToken_PlantedInEveryPlace_AreNowhere(string name)
    {
        var (password, token) = (new Plant(Password), new Plant(Token));
        Assert.Empty(
            await SearchAsync(WithPassword(Vendor.Of(name)), (vendor, place, request) =>
                IsSignIn(request) ? SignedIn() : place.Answer(vendor, IsTokens(request) ? token : password)).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(SigningIn))]
    public async Task Password_PlantedInEveryPlaceOfTheAnswerToASignIn_IsNowhere(string name)
    {
        var password = new Plant(Password);
        var vendor = WithPassword(Vendor.Of(name));
        Assert.Empty(await SearchAsync(
            vendor, (_, place, request) => IsSignIn(request) ? place.Answer(vendor, password) : Place.Text(200, vendor.Successes[0])).ToListAsync());
    }

    [Fact]
    public async Task Text_ThatIsNoSecret_IsFoundInEveryPlaceThatIsShown()
    {
        var plant = new Plant(Key);
        var unseen = Place.All.Where(static p => p.IsShown).ToHashSet();
        foreach (var vendor in Vendor.All.Select(static v => WithKey(v, Other)))
        {
            // Seen once is seen: the place is not planted in again.
            await foreach (var find in SearchAsync(vendor, (_, place, _) => place.Answer(vendor, plant), unseen.Contains))
            {
                unseen.Remove(find.Place);
            }
        }

        Assert.Empty(unseen.Select(static p => p.Name));
    }

    private static Vendor WithKey(Vendor vendor, string key) => vendor with
    {
        Make = vendor.Name switch
        {
            "Stem" => (h, t, l) => new StemClient(new StemClientOptions { BaseAddress = Address, ApiKey = key }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            "Sundaya" => (h, t, l) =>
                new SundayaClient(new SundayaClientOptions { BaseAddress = Address, ApiKey = key }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            "FlexMeasures" => (h, t, l) =>
                new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = Address, Token = key }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            "OpenCec" => (h, t, l) =>
                new OpenCecClient(new OpenCecClientOptions { BaseAddress = Address, ApiKey = key }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            _ => (h, t, l) => new IOTileClient(new IOTileClientOptions { BaseAddress = Address, Token = key }, new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
        },
    };

    private static Vendor WithPassword(Vendor vendor) => vendor with
    {
        Make = vendor.Name switch
        {
            "FlexMeasures" =>
                static (h, t, l) =>
                    new FlexMeasuresClient(new FlexMeasuresClientOptions { BaseAddress = Address, Email = "me@example.test", Password = Password },
                        new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
            _ => static (h, t, l) =>
                new IOTileClient(new IOTileClientOptions { BaseAddress = Address, UserName = "user", Password = Password },
                    new() { PrimaryHandler = h, TimeProvider = t, LoggerFactory = l }),
        },
    };

    private static bool IsSignIn(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.Contains("requestAuthToken", StringComparison.Ordinal) || request.RequestUri.AbsolutePath.Contains("auth/login", StringComparison.Ordinal)
        || request.RequestUri.AbsolutePath.Contains("auth/api-jwt", StringComparison.Ordinal);

    // Both are echoed, each by half of the routes; the token only where it was sent.
    private static bool IsTokens(HttpRequestMessage request) => request.Headers.Contains("Authorization") && request.RequestUri!.AbsolutePath.Length % 2 == 0;

    private static HttpResponseMessage SignedIn()
    {
        var token = System.Text.Json.JsonEncodedText.Encode(Token);
        return Place.Text(200, $$"""{"jwt":"{{token}}","token":"{{token}}","auth_token":"{{token}}","user_id":1,"username":"user"}""");
    }

    private static async IAsyncEnumerable<Find> SearchAsync(
        Vendor vendor, Func<Vendor, Place, HttpRequestMessage, HttpResponseMessage> answer, Func<Place, bool>? isWanted = null)
    {
        foreach (var (index, operation) in vendor.Operations.Index())
        {
            foreach (var place in Place.All.Where((p, i) => (IsFull || (index + i) % Sample == 0) && isWanted?.Invoke(p) != false))
            {
                using var witness = new Witness();
                var run = await Run.AsyncOf(vendor, operation, Fill.Minimal, (_, request) => answer(vendor, place, request), witness);
                if (Plant.FindIn(witness.Everything) is { } reported)
                {
                    yield return new Find(operation.Name, place, "reported: " + reported);
                }

                if (run.Error is not null && Plant.FindIn(Describe(run.Error)) is { } thrown)
                {
                    yield return new Find(operation.Name, place, $"in a {run.Error.GetType().Name}: {thrown}");
                }
            }
        }
    }

    // Every text that hangs on an exception and on its causes. Their traces, which take most of the time, are in the first text already.
    private static string Describe(Exception failure)
    {
        var text = new StringBuilder(failure.ToString());
        for (var e = failure; e is not null; e = e.InnerException)
        {
            Append(text, e.Data);
            foreach (var property in e.GetType().GetProperties().Where(static p => p.Name is not ("TargetSite" or "InnerException" or "StackTrace")))
            {
                Append(text, property.GetValue(e));
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        if (value is IEnumerable items and not string)
        {
            foreach (var item in items)
            {
                Append(text, item);
            }
        }
        else if (value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            Append(text, type.GetProperty("Key")!.GetValue(value));
            Append(text, type.GetProperty("Value")!.GetValue(value));
        }
        else if (value is DictionaryEntry entry)
        {
            Append(text, entry.Key);
            Append(text, entry.Value);
        }
        else
        {
            text.AppendLine(Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    private sealed record Find(string Operation, Place Place, string What)
    {
        public override string ToString() => $"{Operation}, {Place.Name}: {What}";
    }
}
