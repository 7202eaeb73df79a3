using System.CommandLine;
using Energy.Clients.IOTile;
using Microsoft.Extensions.Configuration;

namespace Energy.Clients.Cli.IOTile;

/// <summary>How a command signs in: from its options, else from the settings and the environment, else by asking. No secret is ever shown.</summary>
internal sealed class IOTileSignIn
{
    private readonly CliIo _io;
    private readonly CliConnection _connection;
    private readonly Option<string?> _server = new("--server") { Description = "The server's address; otherwise ENERGY_IOTile__BaseAddress, otherwise the public service." };
    private readonly Option<string?> _user = new("--user") { Description = "User name or e-mail address; otherwise ENERGY_IOTile__UserName." };
    private readonly Option<string?> _password =
        new("--password") { Description = "Better left out, since others can see a command line: then ENERGY_IOTile__Password is taken, or you are asked." };
    private readonly Option<string?> _token = new("--token") { Description = "A token instead of user and password; better in ENERGY_IOTile__Token." };

    public IOTileSignIn(CliIo io, Command command)
    {
        _io = io;
        command.Options.Add(_server);
        command.Options.Add(_user);
        command.Options.Add(_password);
        command.Options.Add(_token);
        _connection = new CliConnection(io, command, Settings);
    }

    /// <summary>An action that signs in when it first needs to, and signs out whatever happens.</summary>
    /// <param name="run">What is done in between.</param>
    public Func<ParseResult, CancellationToken, Task<int>> Run(Func<ParseResult, IOTileClient, CancellationToken, Task<int>> run) =>
        (parsed, cancellationToken) => _connection.RunAsync(
        parsed,
        async (services, token) =>
        {
            var client = CliConnection.Client<IOTileClient>(services, IOTileCliVendor.Section);
            try
            {
                return await run(parsed, client, token);
            }
            finally
            {
                await SignOutAsync(client);
            }
        },
        cancellationToken);

    // A sign-out that fails must not hide what went wrong before it.
    private async Task SignOutAsync(IOTileClient client)
    {
        if (client.Session.CurrentToken is null)
        {
            return;
        }

        try
        {
            await client.Session.LogoutAsync(CancellationToken.None);
        }
        catch (EnergyApiException e)
        {
            await _io.Error.WriteLineAsync($"energy: not signed out. {e.Message}");
        }
    }

    private Dictionary<string, string?> Settings(ParseResult parsed, IConfiguration configured)
    {
        var section = configured.GetSection(IOTileCliVendor.Section);
        var (user, password, token) = (parsed.GetValue(_user), parsed.GetValue(_password), parsed.GetValue(_token));
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        Set(settings, "BaseAddress", parsed.GetValue(_server));
        if (token is not null)
        {
            if (user is not null || password is not null)
            {
                throw new CliUsageException("Give --token, or --user and --password, not both.");
            }

            // What is configured must not stand beside it.
            (settings[Key("Token")], settings[Key("UserName")], settings[Key("Password")]) = (token, null, null);
            return settings;
        }

        if (user is not null)
        {
            settings[Key("Token")] = null;
        }
        else if (section["Token"] is { Length: > 0 })
        {
            return settings;
        }

        user ??= section["UserName"] ?? throw new CliUsageException("Who signs in? Give --user, set ENERGY_IOTile__UserName or ENERGY_IOTile__Token, or try --emulated.");
        password ??= section["UserName"] == user && section["Password"] is { Length: > 0 } known ? known : _io.ReadSecret($"Password of {user}: ");
        if (password is null)
        {
            throw new CliUsageException(
                $"There is no password for {user}, and the input is not a terminal where one could be asked for. Set ENERGY_IOTile__Password, or run the command in a terminal.");
        }

        if (password.Length == 0)
        {
            throw new CliUsageException($"The password of {user} is empty. Type it when asked, or set ENERGY_IOTile__Password.");
        }

        (settings[Key("UserName")], settings[Key("Password")]) = (user, password);
        return settings;
    }

    private static void Set(Dictionary<string, string?> settings, string name, string? value)
    {
        if (value is not null)
        {
            settings[Key(name)] = value;
        }
    }

    private static string Key(string name) => $"{IOTileCliVendor.Section}:{name}";
}
