using System.CommandLine;

namespace Energy.Clients.Cli.Commands;

/// <summary><c>energy list &lt;vendor&gt; &lt;what&gt;</c>.</summary>
internal static class ListCommand
{
    public static Command Create(CliIo io)
    {
        var list = new Command("list", "Lists what a vendor has.");
        foreach (var vendor in CliVendors.All)
        {
            var command = new Command(vendor.Name, $"Lists what {vendor.Name} has.\n\n{CliHelp.Things([vendor])}");
            foreach (var what in vendor.CreateListCommands(io))
            {
                command.Subcommands.Add(what);
            }

            list.Subcommands.Add(command);
        }

        return list;
    }
}
