using System.Net;
using System.Reflection;
using System.Text;
using Energy.Clients.Emulators;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>One call of an operation against canned answers, at a fixed time that waits cost nothing of.</summary>
/// <param name="Handler">What was asked.</param>
/// <param name="Result">What came out, a task awaited and items counted.</param>
/// <param name="Error">What was thrown instead.</param>
internal sealed record Run(CannedHandler Handler, object? Result, Exception? Error)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 2, 3, 4, 5);

    // Nothing here waits; this only keeps a defect from hanging the tests, and is longer than any load makes them.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>Calls the operation once.</summary>
    public static async Task<Run> AsyncOf(Vendor vendor, Operation operation, Fill fill, Func<int, HttpRequestMessage, HttpResponseMessage> answer, ILoggerFactory? loggers = null)
    {
        var arguments = Arguments.For(operation.Method.ReflectedType!, operation.Method, fill);
        var handler = new CannedHandler(answer);
        using var client = vendor.Make(handler, new ManualTimeProvider(Now) { AutoAdvance = true }, loggers);
        try
        {
            return new Run(handler,
                await Task.Run(() => Answer.TakeAsync(operation.Method.Invoke(operation.Group(client), BindingFlags.DoNotWrapExceptions, null, arguments, null))).WaitAsync(Limit),
                null);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"{vendor}: {operation} does not end. It sent:\n{string.Join('\n', handler.Requests)}");
        }
        catch (Exception e)
        {
            return new Run(handler, null, e);
        }
    }

    /// <summary>Calls the operation with the vendor's bodies of success until it can read one.</summary>
    /// <returns>The call that succeeded and its body, or the call with the first body.</returns>
    public static async Task<(Run Run, string Body)> SuccessAsync(Vendor vendor, Operation operation, Fill fill)
    {
        (Run, string)? first = null;
        foreach (var body in vendor.Successes)
        {
            var run = await AsyncOf(vendor, operation, fill, (_, _) => Say(HttpStatusCode.OK, body));
            if (run.Error is null)
            {
                return (run, body);
            }

            first ??= (run, body);
        }

        return first!.Value;
    }

    /// <summary>An answer with a body of JSON, unless told another type.</summary>
    public static HttpResponseMessage Say(HttpStatusCode status, string body, string mediaType = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
}
