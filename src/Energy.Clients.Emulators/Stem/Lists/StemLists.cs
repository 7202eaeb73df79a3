using Microsoft.AspNetCore.Http;

namespace Energy.Clients.Emulators;

/// <summary>The two paged lists: clients, and sites of a client.</summary>
internal sealed class StemLists(StemEmulatorState state, StemEmulatorOptions options)
{
    private const int DefaultPageSize = 100;

    internal Task ClientsAsync(EmulatorExchange exchange)
    {
        var clients = state.Clients;
        if (exchange.Query("name") is { Length: > 0 } name)
        {
            clients = [.. clients.Where(c => c.Name.Contains(name, StringComparison.OrdinalIgnoreCase))];
        }

        return ListAsync(exchange, "clients", clients, WriteClient);
    }

    internal Task SitesAsync(EmulatorExchange exchange) =>
        state.SitesOf(exchange.Route("clientId")) is { } sites
            ? ListAsync(exchange, "sites", sites, WriteSite)
            : StemEmulator.ErrorAsync(exchange, StatusCodes.Status404NotFound, "Not found");

    private static bool TryPositive(string? text, int byDefault, out int value)
    {
        value = byDefault;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);
    }

    private static void WriteClient(Utf8JsonWriter json, StemClientState client)
    {
        json.WriteString("link", client.Link ?? "/api/v1/clients/" + Uri.EscapeDataString(client.Id));
        json.WriteString("id", client.Id);
        json.WriteString("name", client.Name);
        WriteMembers(json, client.Extra);
    }

    private static void WriteSite(Utf8JsonWriter json, StemSiteState site)
    {
        json.WriteString("id", site.Id);
        json.WriteString("link", site.Link ?? "/api/v1/sites/" + Uri.EscapeDataString(site.Id));
        json.WriteString("name", site.Name);
        json.WriteStartObject("stream_start_times");
        WriteMembers(json, site.StreamStartTimes);
        json.WriteEndObject();
        WriteMembers(json, site.Extra);
    }

    private static void WriteMembers(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement> members)
    {
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    private async Task ListAsync<T>(EmulatorExchange exchange, string member, IReadOnlyList<T> rows, Action<Utf8JsonWriter, T> write)
    {
        if (!TryPositive(exchange.Query("page"), 1, out var asked) || !TryPositive(exchange.Query("per_page"), DefaultPageSize, out var perPage))
        {
            await StemEmulator.ErrorAsync(exchange, StatusCodes.Status400BadRequest, "Bad page");
            return;
        }

        var page = ListPage.Of(exchange, rows.Count, asked, Math.Min(perPage, options.MaxPageSize));
        if (page.Count == 0 && !exchange.ListFault.Empty && !options.EmptyAsList)
        {
            await StemEmulator.ErrorAsync(exchange, StatusCodes.Status400BadRequest, "No results found");
            return;
        }

        await using var body = exchange.BeginJson(StatusCodes.Status200OK);
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteNumber("total", page.Total);
        if (options.PageAsNumber)
        {
            json.WriteNumber("page", page.Number);
        }
        else
        {
            json.WriteString("page", page.Number.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteStartArray(member);
        for (var i = 0; i < page.Count; i++)
        {
            json.WriteStartObject();
            write(json, rows[page.Start + i]);
            json.WriteEndObject();
            await body.FlushWhenFullAsync();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
