using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

public sealed partial class Fault
{
    /// <summary>Another status in place of the answer.</summary>
    /// <param name="status">The status, for example 503.</param>
    /// <param name="retryAfter">When given, a <c>Retry-After</c> header with so many seconds (rounded up). Default: no such header.</param>
    /// <param name="body">The body. Default: none.</param>
    /// <param name="contentType">The body's type. Default: <c>text/plain</c>.</param>
    /// <returns>The fault.</returns>
    public static Fault Status(int status, TimeSpan? retryAfter = null, string body = "", string contentType = "text/plain")
    {
        var after = retryAfter is { } span ? Math.Ceiling(span.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
        return new Fault(after is null ? Text($"status {status}") : Text($"status {status}, retry after {after} s"), ActionStep.Answer(x =>
        {
            if (after is not null)
            {
                x.Response.Headers.RetryAfter = after;
            }

            return x.TextAsync(status, contentType, body);
        }));
    }

    /// <summary>Another status in place of the answer, with a <c>Retry-After</c> header in its date form.</summary>
    /// <param name="status">The status, for example 429.</param>
    /// <param name="wait">How far ahead of the emulators' clock the date lies, at the time of the answer; the header has whole seconds.</param>
    /// <returns>The fault.</returns>
    public static Fault StatusWithRetryDate(int status, TimeSpan wait) => new(Text($"status {status}, retry at a date {wait} ahead"), ActionStep.Answer(x =>
    {
        x.Response.Headers.RetryAfter = (x.Clock.GetUtcNow() + wait).ToString("R", CultureInfo.InvariantCulture);
        return x.TextAsync(status, "text/plain", string.Empty);
    }));

    /// <summary>The right answer under another status: 201 in place of 200.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The fault.</returns>
    public static Fault ReplaceStatus(int status) => new(Text($"status replaced by {status}"), ActionStep.Change(x => x.Response.OnStarting(() =>
    {
        x.Response.StatusCode = status;
        return Task.CompletedTask;
    })));

    /// <summary>Another body in place of the answer.</summary>
    /// <param name="text">The body.</param>
    /// <param name="contentType">The body's type. Default: <c>application/json</c>.</param>
    /// <param name="status">The status. Default: 200.</param>
    /// <returns>The fault.</returns>
    public static Fault Body(string text, string contentType = "application/json", int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Fault(Text($"status {status} with another body"), ActionStep.Answer(x => x.TextAsync(status, contentType, text)));
    }

    /// <summary>A page of HTML with status 200, as proxies and maintenance pages send it.</summary>
    /// <returns>The fault.</returns>
    public static Fault Html() => new("an HTML page", ActionStep.Answer(x =>
        x.TextAsync(StatusCodes.Status200OK, "text/html", "<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>")));

    /// <summary>Status 200 and a body that says it is JSON and is not.</summary>
    /// <returns>The fault.</returns>
    public static Fault InvalidJson() => new("invalid JSON", ActionStep.Answer(x =>
        x.TextAsync(StatusCodes.Status200OK, "application/json", "{\"results\": [ {\"id\": 1,, } ]}")));

    /// <summary>A redirect. A location on the emulator itself (a path) is served afterwards: it answers what the redirected request asked.</summary>
    /// <param name="location">The <c>Location</c> header: a path like <c>/moved</c>, or an absolute URL, on another host for a client that must not follow.</param>
    /// <param name="status">The status. Default: 302.</param>
    /// <returns>The fault.</returns>
    public static Fault Redirect(string location, int status = StatusCodes.Status302Found)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        return new Fault(Text($"redirect ({status}) to {location}"), ActionStep.Answer(x =>
        {
            if (location.StartsWith('/'))
            {
                x.Vendor.Move(location, x.Request.Target);
            }

            x.Response.Headers.Location = location;
            return x.TextAsync(status, "text/plain", string.Empty);
        }));
    }

    /// <summary>A further header on the answer, in place of any of the same name.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The fault.</returns>
    public static Fault Header(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Fault(Text($"header {name}"), ActionStep.Change(x => x.Response.OnStarting(() =>
        {
            x.Response.Headers[name] = value;
            return Task.CompletedTask;
        })));
    }

    /// <summary>The credential counts as expired: the vendor's own 401, in the vendor's own words.</summary>
    /// <returns>The fault. For a token that expires in mid-walk: <c>Faults.After(3, Fault.ExpiredCredential())</c>.</returns>
    public static Fault ExpiredCredential() => new("expired credential", ActionStep.Change(x => x.CredentialExpired = true));

    /// <summary>The answer comes late, by the emulators' clock.</summary>
    /// <param name="delay">How late.</param>
    /// <returns>The fault.</returns>
    public static Fault Delay(TimeSpan delay) => new(Text($"delay of {delay}"), new ActionStep(async x =>
    {
        await Task.Delay(delay, x.Clock, x.Aborted);
        return false;
    }));

    /// <summary>Nothing comes back, not even headers, until the client gives up or the emulators stop.</summary>
    /// <returns>The fault.</returns>
    public static Fault StallHeaders() => new("no answer", ActionStep.Answer(x => x.ForeverAsync()));

    /// <summary>The body begins and then goes silent, on an open connection.</summary>
    /// <param name="afterBytes">How many bytes of the body get out; zero sends the headers only. A body no longer than that arrives whole.</param>
    /// <returns>The fault.</returns>
    public static Fault StallBody(long afterBytes = 0) => Limit(afterBytes, stall: true);

    /// <summary>The connection ends in the middle of the body.</summary>
    /// <param name="afterBytes">How many bytes of the body get out, exactly. A body no longer than that arrives whole.</param>
    /// <returns>The fault.</returns>
    public static Fault CutBody(long afterBytes = 0) => Limit(afterBytes, stall: false);

    /// <summary>The connection is reset before any answer.</summary>
    /// <returns>The fault.</returns>
    public static Fault DropConnection() => new("connection dropped", ActionStep.Answer(x =>
    {
        x.Context.Abort();
        return x.ForeverAsync();
    }));

    /// <summary>Status 200 and a body that never ends.</summary>
    /// <param name="prefix">How it begins. Default: an object with one member, whose text never ends.</param>
    /// <param name="filler">What follows for ever; a space gives JSON that is forever unfinished without any value growing. Default: <c>x</c>.</param>
    /// <returns>The fault.</returns>
    public static Fault EndlessBody(string prefix = "{\"endless\":\"", char filler = 'x') => new("endless body", ActionStep.Answer(async x =>
    {
        x.Response.ContentType = "application/json";
        await x.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(prefix), x.Aborted);
        var chunk = Encoding.UTF8.GetBytes(new string(filler, 8 * 1024));
        while (true)
        {
            await x.Response.Body.WriteAsync(chunk, x.Aborted);
        }
    }));

    private static Fault Limit(long afterBytes, bool stall)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        return new Fault(Text($"body {(stall ? "stalled" : "cut")} after {afterBytes} bytes"), new BodyLimitStep(afterBytes, stall));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
