using Energy.Clients.Emulators;
using Energy.Clients.Stem;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Energy.Clients.Docs.Tests.Snippets;

/// <summary>The samples of the pages in docs/, each between the lines of a region named after its page, word for word.</summary>
internal static class DocsSnippets
{
    public static void Register(IServiceCollection services, IConfiguration configuration, string apiKey)
    {
        #region docs/getting-started.md
        services.AddStemClient(options => options.ApiKey = apiKey);                       // options in code
        services.AddStemClient(configuration.GetSection("Stem"));                         // or from configuration
        services.AddKeyedStemClient("north", configuration.GetSection("StemNorth"));      // several accounts
        services.AddEnergyClients(configuration.GetSection("Energy"));                    // every vendor that has a section
        #endregion
    }

    public static void WithoutContainer(string apiKey)
    {
        #region docs/getting-started.md
        using var stem = new StemClient(new StemClientOptions { ApiKey = apiKey });
        #endregion
    }

    public static async Task TestAsync(IServiceCollection services)
    {
        #region docs/testing.md
        await using var vendors = await EnergyEmulators.StartAsync(o => o.Seed = 42);
        services.AddStemClient(o =>
        {
            o.BaseAddress = vendors.Stem.BaseAddress;
            o.ApiKey = vendors.Stem.ApiKey;
        });
        vendors.Stem.Faults.Next(Fault.CutBody(500));   // the next answer ends after 500 bytes
        #endregion
    }

    public static bool Identify()
    {
        #region docs/identifiers.md
        var project = new ProjectSlug(5);                          // p--0000-0005
        var device = DeviceSlug.Parse("d--000a");                  // d--0000-0000-0000-000a
        var variable = VariableSlug.Parse("5001", project);        // v--0000-0005--5001
        var stream = StreamSlug.From(project, device, variable);   // s--0000-0005--0000-0000-0000-000a--5001
        var same = stream.Device == new DeviceSlug(10);            // true
        #endregion
        return same;
    }
}
