using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Energy.Clients.Benchmarks.Fleet;

/// <summary>A PostgreSQL server on loopback in a folder of its own, which can be restarted; as user postgres where the harness runs as root.</summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly string _folder;
    private readonly string _data;

    private PrivateCluster(string binaries, string folder, int port)
    {
        _binaries = binaries;
        _folder = folder;
        _data = Path.Combine(folder, "data");
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={Port};Database=postgres;Username=postgres;SSL Mode=Disable;GSS Encryption Mode=Disable;Timeout=10;Maximum Pool Size=30";

    public static async Task<PrivateCluster> StartAsync()
    {
        var binaries = Environment.GetEnvironmentVariable("ENERGY_CLIENTS_POSTGRES")
            ?? (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(static d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)).Select(static d => Path.Combine(d, "bin")).FirstOrDefault() : null)
            ?? throw new InvalidOperationException(
                "There is no PostgreSQL server. Install Debian's package postgresql, or name the folder of its programs in ENERGY_CLIENTS_POSTGRES.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var cluster = new PrivateCluster(binaries, Path.Combine(Path.GetTempPath(), "energy-fleet-pg-" + Guid.NewGuid().ToString("N")), ((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();
        Directory.CreateDirectory(cluster._folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", cluster._folder);
        }

        await cluster.AsPostgresAsync("initdb", "-D", cluster._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        await cluster.ControlAsync("start");
        return cluster;
    }

    /// <summary>The server's first process, the parent of all its others.</summary>
    public int Process => int.Parse(File.ReadLines(Path.Combine(_data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Stops the server as an upgrade does, connections cut, and starts it again.</summary>
    public Task RestartAsync() => ControlAsync("restart");

    public async ValueTask DisposeAsync()
    {
        await ControlAsync("stop");
        Directory.Delete(_folder, recursive: true);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private Task ControlAsync(string what) => AsPostgresAsync(
        "pg_ctl", "-D", _data, "-m", "fast", "-w", "-t", "60", "-l", Path.Combine(_folder, "log"),
        "-o", $"-p {Port} -k '' -c listen_addresses=127.0.0.1 -c max_connections=120 -c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.track=top", what);

    private Task AsPostgresAsync(string program, params string[] args)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", path, .. args]) : RunAsync(path, args);
    }

    private static async Task RunAsync(string program, params string[] args)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = "/", RedirectStandardOutput = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}.");
        }
    }
}
