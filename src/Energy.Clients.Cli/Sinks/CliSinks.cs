using Energy.Clients.FlexMeasures;
using Energy.Clients.Parquet;
using Energy.Clients.Postgres;
using Microsoft.Extensions.Configuration;

namespace Energy.Clients.Cli.Sinks;

/// <summary>The sinks that the tool knows. A new one is one line.</summary>
internal static class CliSinks
{
    /// <summary>The section of the settings with the database's connection string, so that its password need not stand on a command line.</summary>
    public const string SettingsSection = "Postgres";

    /// <summary>The section of the settings with what copies need beside their sinks.</summary>
    public const string CopySection = "Copy";

    private const string CheckpointSetting = CopySection + ":CheckpointFolder";
    private const string Sensors = "flexmeasures:/sensors/";
    private const string PostgresWord = "postgres";
    private const string ConnectionSetting = SettingsSection + ":ConnectionString";

    /// <summary>The sections of the settings that are not a vendor's.</summary>
    public static IReadOnlyList<string> Sections { get; } = [SettingsSection, CopySection, "Fleet"];

    public static IReadOnlyList<CliSinkKind> All { get; } =
    [
        new("a CSV file of one series", "readings.csv", static text => IsFile(text, ".csv"), static (path, _, _, _) => new(new CliSink(path, FileSink.Csv(path)))),
        new("a JSON Lines file of one series", "readings.jsonl", static text => IsFile(text, ".jsonl"), static (path, _, _, _) => new(new CliSink(path, FileSink.JsonLines(path)))),
        new("a Parquet file of one series", "readings.parquet", static text =>
            IsFile(text, ".parquet"), static (path, _, _, _) => new(new CliSink(path, ParquetSink.ToFile(path)))),
        new("PostgreSQL, by its connection string", "\"Host=db;Database=energy;Username=writer\"", static text =>
            text.Contains('=', StringComparison.Ordinal), static (text, _, _, _) => new(Postgres(text))),
        new($"PostgreSQL, by {CliConnection.EnvironmentNameOf(ConnectionSetting)} or the settings", PostgresWord, static text =>
            text == PostgresWord, static (_, _, settings, _) => new(Postgres(ConnectionString(settings)))),
        new("a sensor of FlexMeasures", "flexmeasures:/sensors/42", static text => text.StartsWith(Sensors, StringComparison.Ordinal), SensorAsync),
    ];

    /// <summary>Opens the sink that a command line names.</summary>
    public static ValueTask<CliSink> OpenAsync(string text, IServiceProvider services, IConfiguration settings, CancellationToken cancellationToken) =>
        All.FirstOrDefault(kind => kind.IsIt(text)) is { } kind
        ? kind.OpenAsync(text, services, settings, cancellationToken)
        : throw new CliUsageException($"'{text}' is no sink that is known. Write {string.Join(", or ", All.Select(static k => $"{k.Example} ({k.What})"))}.");

    // A server keeps no checkpoints: they stand in the user's own folder, one a server and sensor, since several sensors may take one series.
    private static async ValueTask<CliSink> SensorAsync(string text, IServiceProvider services, IConfiguration settings, CancellationToken cancellationToken)
    {
        if (!long.TryParse(text.AsSpan(Sensors.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw new CliUsageException($"'{text}' is no sensor of FlexMeasures. Write flexmeasures:/sensors/42 with the sensor's id.");
        }

        var client = CliConnection.Client<FlexMeasuresClient>(services, "FlexMeasures");
        var sensor = await client.Sensors.GetAsync(id, cancellationToken);
        var root = settings[CheckpointSetting]
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "energy", "checkpoints");
        var folder = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{client.BaseAddress.Host}-{client.BaseAddress.Port}-sensor-{id}"));
        return new CliSink(text, new FlexMeasuresSink(client, sensor), new FileCheckpoints(folder));
    }

    private static bool IsFile(string text, string extension) => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static CliSink Postgres(string connection)
    {
        try
        {
            return new CliSink("PostgreSQL", new PostgresSink(connection));
        }
        catch (ArgumentException e)
        {
            throw new CliUsageException($"That is no connection string of PostgreSQL: {CliWords.OfLibrary(e.Message)}. Write Host=db;Database=energy;Username=writer.");
        }
    }

    private static string ConnectionString(IConfiguration settings) => settings[ConnectionSetting]
        ?? throw new CliUsageException(
            $"No database is configured. Set {CliConnection.EnvironmentNameOf(ConnectionSetting)}, or {ConnectionSetting} in the settings, to a connection string such as "
                + $"Host=db;Database=energy;Username=writer.");
}
