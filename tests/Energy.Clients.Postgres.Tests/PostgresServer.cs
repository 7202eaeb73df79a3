using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Energy.Clients.Postgres.Tests;

/// <summary>A private server on loopback in a folder of its own, as user postgres where the tests run as root (which initdb refuses). It ends with the process that started it,
/// also when that is killed.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private static readonly string? Binaries = FindBinaries();

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "energy-clients-pg-" + Guid.NewGuid().ToString("N"));
    private Process? _process;
    private NpgsqlDataSource? _source;

    /// <summary>Why tests on a server are skipped; <see langword="null"/> when they are not.</summary>
    public static string? Absence { get; } = Binaries is null
        ? "There is no PostgreSQL server of version 15 or newer (initdb and postgres under /usr/lib/postgresql/*/bin, or in ENERGY_CLIENTS_POSTGRES). Install Debian's package "
            + "postgresql."
        : null;

    public int Port { get; private set; }

    public string ConnectionString => ConnectionStringAt(Port);

    /// <summary>Looks at what is stored, past the sink.</summary>
    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The server did not start.");

    /// <summary>The address of the server, or of something in between.</summary>
    public static string ConnectionStringAt(int port) =>
        $"Host=127.0.0.1;Port={port};Database=postgres;Username=postgres;SSL Mode=Disable;GSS Encryption Mode=Disable;Timeout=10;Maximum Pool Size=20";

    public async Task InitializeAsync()
    {
        if (Binaries is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(StartLimit);
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(["chown", "postgres", _folder], limit.Token);
        }

        var data = Path.Combine(_folder, "data");
        await RunAsync(AsPostgres([Path.Combine(Binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"]), limit.Token);
        Port = FreePort();

        // Nothing of it outlives the tests, so nothing is kept safe for a crash of the machine, and no work of its own falls into what they do.
        // The shell waits for its input to end, which it does with this process, and ends the server.
        string[] server =
            [Path.Combine(Binaries, "postgres"), "-D", data, "-p", Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-k", "", "-c", "listen_addresses=127.0.0.1",
                "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "autovacuum=off", "-c", "max_connections=60"];
        _process = Start(AsPostgres(["sh", "-c", "\"$@\" >\"$0\" 2>&1 </dev/null & read -r _; kill -QUIT $!; wait", Path.Combine(_folder, "log"), .. server]));
        _source = NpgsqlDataSourceWithNodaTime(ConnectionString);
        while (true)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(limit.Token);
                return;
            }
            catch (NpgsqlException) when (!limit.IsCancellationRequested)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        if (_process is not null)
        {
            using var limit = new CancellationTokenSource(StartLimit);
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(limit.Token);
            _process.Dispose();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static NpgsqlDataSource NpgsqlDataSourceWithNodaTime(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseNodaTime();
        return builder.Build();
    }

    private static string? FindBinaries()
    {
        if (Environment.GetEnvironmentVariable("ENERGY_CLIENTS_POSTGRES") is { Length: > 0 } named)
        {
            return named;
        }

        const string Debian = "/usr/lib/postgresql";
        return !Directory.Exists(Debian) ? null : Directory.EnumerateDirectories(Debian)
            .Select(static d => (Folder: Path.Combine(d, "bin"), Version: int.TryParse(Path.GetFileName(d), out var version) ? version : 0))
            .Where(static d => d.Version >= 15 && File.Exists(Path.Combine(d.Folder, "initdb")) && File.Exists(Path.Combine(d.Folder, "postgres")))
            .OrderByDescending(static d => d.Version)
            .Select(static d => d.Folder)
            .FirstOrDefault();
    }

    private static string[] AsPostgres(string[] command) => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;

    private static Process Start(string[] command) =>
        Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;

    private static async Task RunAsync(string[] command, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{await output}{await error}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
