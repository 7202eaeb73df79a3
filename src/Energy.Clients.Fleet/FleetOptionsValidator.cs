using Microsoft.Extensions.Options;
using Npgsql;

namespace Energy.Clients.Fleet;

/// <summary>Names property, value and remedy, and never the connection string.</summary>
internal sealed class FleetOptionsValidator : IValidateOptions<FleetOptions>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, FleetOptions options)
    {
        var failures = new List<string>();
        if (options.ConnectionString is { } text && !IsConnectionString(text))
        {
            failures.Add("ConnectionString is not one of Npgsql's. Write it like Host=db;Database=energy;Username=fleet;Password=…, or leave it out to keep everything in Folder.");
        }

        if (!IsSchema(options.Schema))
        {
            failures.Add($"Schema '{options.Schema}' cannot be a schema's name. Use up to 63 of a-z, 0-9 and _, not a digit first, and not pg_….");
        }

        if (options.ConnectionString is null && string.IsNullOrWhiteSpace(options.Folder))
        {
            failures.Add("Folder is empty. Name one, or set ConnectionString.");
        }

        Range(failures, nameof(options.ShardSize), options.ShardSize, 1, 1_000);
        Range(failures, nameof(options.ShardsAtOnce), options.ShardsAtOnce, 1, 1_000);
        Range(failures, nameof(options.SeriesAtOnce), options.SeriesAtOnce, 1, 1_000);
        Range(failures, nameof(options.CheckIn), options.CheckIn, 2 * Second, TimeSpan.FromMinutes(5));
        Range(failures, nameof(options.MaxBackoff), options.MaxBackoff, Second, TimeSpan.FromDays(7));
        Range(failures, nameof(options.ShutdownLimit), options.ShutdownLimit, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Range(failures, nameof(options.MaxClockError), options.MaxClockError, Second, TimeSpan.FromDays(1));
        foreach (var (account, shares) in options.Shares)
        {
            Range(failures, $"{nameof(options.Shares)}:{account}", shares, 1, 100);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures.ConvertAll(static f => $"{nameof(FleetOptions)}: {f}"));
    }

    private static bool IsSchema(string? name) => name is { Length: > 0 and <= 63 } && !char.IsAsciiDigit(name[0]) && !name.StartsWith("pg_", StringComparison.Ordinal)
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private static bool IsConnectionString(string text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (ArgumentException)
        {
            return false;
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
