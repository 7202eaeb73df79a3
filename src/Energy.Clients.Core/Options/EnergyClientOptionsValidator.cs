using Microsoft.Extensions.Options;

namespace Energy.Clients.Authoring;

/// <summary>Checks the options that all clients share; a vendor's validator adds its own rules. Each failure names the property, its value (never a secret) and the
/// remedy.</summary>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
public abstract class EnergyClientOptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : EnergyClientOptions
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        CheckAddress(options, failures);
        CheckTimes(options, failures);
        CheckNumbers(options, failures);
        Check(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.ConvertAll(f => $"{typeof(TOptions).Name}{(string.IsNullOrEmpty(name) ? "" : $" '{name}'")}: {f}"));
    }

    /// <summary>Checks what is the vendor's own.</summary>
    /// <param name="options">The options.</param>
    /// <param name="failures">Where to put a sentence for each failure: property, value unless secret, remedy.</param>
    protected abstract void Check(TOptions options, List<string> failures);

    /// <summary>Adds a failure when a secret cannot be sent.</summary>
    /// <param name="property">The property's name.</param>
    /// <param name="secret">The secret; it is not repeated.</param>
    /// <param name="failures">Where the failure goes.</param>
    protected static void CheckSecret(string property, string? secret, List<string> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        if (EnergyCredential.DescribeFault(secret) is { } fault)
        {
            failures.Add($"{property} {fault}");
        }
    }

    private static void CheckAddress(TOptions options, List<string> failures)
    {
        if (options.BaseAddress is not { } address)
        {
            failures.Add("BaseAddress is not set. Set it to the server's address, for example https://energy.example.com.");
        }
        else if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            failures.Add($"BaseAddress '{Show(address)}' is not an absolute http or https address. Set it to one, for example https://energy.example.com.");
        }
        else
        {
            if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !options.AllowHttp)
            {
                failures.Add(
                    $"BaseAddress '{Origin.Show(address)}' is plain http, so the credential would travel in the clear. Use https, or set AllowHttp to true if the network is "
                        + $"trusted.");
            }

            if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            {
                failures.Add("BaseAddress has a user name, a query or a fragment. Set it to scheme, host, port and path only.");
            }
        }
    }

    // User names, passwords and queries may be secrets.
    private static string Show(Uri address) => address.IsAbsoluteUri
        ? address.Host.Length > 0 ? Origin.Show(address) + "/" : address.Scheme + ":…"
        : address.OriginalString.Split('?', '#')[0];

    private static void CheckTimes(TOptions options, List<string> failures)
    {
        if (options.TotalTimeout != Timeout.InfiniteTimeSpan)
        {
            Range(failures, nameof(options.TotalTimeout), options.TotalTimeout, Millisecond, Day);
        }

        Range(failures, nameof(options.AttemptTimeout), options.AttemptTimeout, Millisecond, Day);
        Range(failures, nameof(options.BodyIdleTimeout), options.BodyIdleTimeout, Millisecond, Day);
        Range(failures, nameof(options.QueueTimeout), options.QueueTimeout, Millisecond, Day);
        Range(failures, nameof(options.RetryBaseDelay), options.RetryBaseDelay, TimeSpan.Zero, TimeSpan.FromHours(1));
        Range(failures, nameof(options.RetryMaxDelay), options.RetryMaxDelay, TimeSpan.Zero, Day);
        Range(failures, nameof(options.PooledConnectionLifetime), options.PooledConnectionLifetime, TimeSpan.FromSeconds(1), Day);
        if (options.RetryMaxDelay < options.RetryBaseDelay)
        {
            failures.Add($"RetryMaxDelay {options.RetryMaxDelay} is shorter than RetryBaseDelay {options.RetryBaseDelay}. Raise the first or lower the second.");
        }
    }

    private static void CheckNumbers(TOptions options, List<string> failures)
    {
        const int KiB = 1024;
        const int GiB = 1024 * 1024 * 1024;
        Range(failures, nameof(options.MinBodyBytesPerSecond), options.MinBodyBytesPerSecond, 0, 1_000_000);
        Range(failures, nameof(options.MaxRetries), options.MaxRetries, 0, 20);
        Range(failures, nameof(options.RequestBurst), options.RequestBurst, 1, 10_000);
        Range(failures, nameof(options.MaxBufferedBodyBytes), options.MaxBufferedBodyBytes, KiB, GiB);
        Range(failures, nameof(options.MaxStreamedBodyBytes), options.MaxStreamedBodyBytes, KiB, long.MaxValue);
        Range(failures, nameof(options.MaxItemBytes), options.MaxItemBytes, KiB, GiB);
        Range(failures, nameof(options.MaxJsonDepth), options.MaxJsonDepth, 4, 1_000);
        if (options.RequestsPerSecond is { } rate && !(rate > 0 && rate <= 100_000))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"RequestsPerSecond is {rate}. Set it above 0 and up to 100000, or leave it out for no limit."));
        }
    }

    private static void Range<T>(List<string> failures, string property, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{property} is {value}. Set it from {least} to {most}."));
        }
    }
}
