using System.Net;
using System.Text;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>Texts that are no text: every operation of every vendor ends in an exception of the family, and a refusal keeps its status.</summary>
public class HostileTextTests
{
    // As they stand in a JSON string: a byte that UTF-8 never has, half a character, a character cut short.
    private static readonly byte[][] BadTexts = [[0xFF], [.. "\\ud83d"u8], [0xE2, 0x82]];

    public static TheoryData<string> Vendors => [.. Vendor.Names];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Answer_WithATextThatIsNone_IsAnExceptionOfTheFamilyAndKeepsItsStatus(string name)
    {
        var vendor = Vendor.Of(name);
        var wrong = new List<string>();
        foreach (var operation in vendor.Operations)
        {
            foreach (var (status, body) in vendor.Errors.Where(static e => e.Key is 400 or 422)
                .Select(static e => (e.Key, e.Value)).Concat(vendor.Successes.Select(static s => (200, s))))
            {
                foreach (var bad in BadTexts)
                {
                    var run = await Run.AsyncOf(vendor, operation, Fill.Minimal, (_, _) => Say((HttpStatusCode)status, Spoil(body, bad)));

                    // Some calls ask nothing with the fewest arguments, and are refused before.
                    var isFine = run.Handler.Count == 0
                        || (status == 200 ? run.Error is null or EnergyApiException : StatusOf(run.Error) == status);
                    if (!isFine && !(status != 200 && await SaysTheSameAsync(vendor, operation, status, body, run.Error)))
                    {
                        wrong.Add($"{operation}, {status}, {Convert.ToHexString(bad)}: {run.Error?.ToString() ?? "no error"}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // What a step of several was refused with stands inside.
    private static int? StatusOf(Exception? error) => (int?)((error as EnergyResponseException ?? error?.InnerException as EnergyResponseException)?.Status);

    // Some refusals are answers: what a find does not find, what was done already, a source that gives nothing.
    private static async Task<bool> SaysTheSameAsync(Vendor vendor, Operation operation, int status, string body, Exception? error) =>
        error is not EnergyApiException
        && (await Run.AsyncOf(vendor, operation, Fill.Minimal, (_, _) => Run.Say((HttpStatusCode)status, body))).Error?.GetType() == error?.GetType();

    // The bad text at the beginning of every string that is a value.
    private static byte[] Spoil(string body, byte[] bad) =>
        [.. body.Split(":\"").Index().SelectMany(p => p.Index == 0 ? Encoding.UTF8.GetBytes(p.Item) : (byte[])[.. ":\""u8, .. bad, .. Encoding.UTF8.GetBytes(p.Item)])];

    private static HttpResponseMessage Say(HttpStatusCode status, byte[] body)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return response;
    }
}
