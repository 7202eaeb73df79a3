using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Tests.Http;

/// <summary>A vendor as small as it can be: a key in a header, errors as <c>{"code","message","errors"}</c>.</summary>
internal sealed class TestVendor : EnergyVendor<TestVendor.Settings>
{
    public static readonly TestVendor Instance = new();

    public override string Name => "Test";

    public override EnergyErrorReader Errors { get; } = new Reader();

    public override IValidateOptions<Settings> Validator { get; } = new Checker();

    public override EnergyAuthenticator CreateAuthenticator(Settings options) => options.Authenticator ?? new HeaderAuthenticator("Authorization", "APIKEY");

    public override EnergyCredential? CreateCredential(Settings options) =>
        options.GetCredential() ?? (options.Key is null ? null : EnergyCredential.FromText(options.Key));

    public sealed class Settings : EnergyClientOptions
    {
        public Settings() => BaseAddress = new Uri("https://energy.example.com/");

        public string? Key { get; set; } = "k-1234567890";

        public EnergyAuthenticator? Authenticator { get; set; }

        protected override IReadOnlyList<string> OwnSettings => [nameof(Key)];
    }

    private sealed class Checker : EnergyClientOptionsValidator<Settings>
    {
        protected override void Check(Settings options, List<string> failures)
        {
            if (options.GetCredential() is null && options.Key is not null)
            {
                CheckSecret(nameof(options.Key), options.Key, failures);
            }
        }
    }

    private sealed class Reader : EnergyErrorReader
    {
        public override bool IsAbsent(EnergyResponseException error) => error is EnergyNotFoundException { VendorCode: not null };

        public override VendorError Read(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType)
        {
            if (body.IsEmpty || body[0] != (byte)'{')
            {
                return VendorError.Silent;
            }

            using var json = JsonDocument.Parse(body.ToArray());
            return new VendorError(Text(json.RootElement, "code"), Text(json.RootElement, "message"))
            {
                FieldErrors = json.RootElement.TryGetProperty("errors", out var errors)
                    ? errors.EnumerateObject().ToDictionary(e => e.Name, e => (IReadOnlyList<string>)[e.Value.GetString()!])
                    : null,
            };
        }

        private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
