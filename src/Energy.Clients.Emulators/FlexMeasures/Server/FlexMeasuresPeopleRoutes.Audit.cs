using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <content>Audit logs, new passwords, and preferences of the server's own pages.</content>
internal sealed partial class FlexMeasuresPeopleRoutes
{
    internal async Task AuditLogAsync(EmulatorExchange exchange)
    {
        var kind = exchange.Match.Route!.Template.Split('/')[3];
        var owner = kind switch
        {
            "accounts" => (await FindAccountAsync(exchange, (user, account) => State.MayAdminister(user, account) || user.Roles.Contains("admin-reader")))?.Id,
            "users" => (await FindUserAsync(exchange))?.Id,
            _ => await ReadableAssetAsync(exchange),
        };
        if (owner is not { } id)
        {
            return;
        }

        List<FlexMeasuresAuditState> log;
        lock (State.Gate)
        {
            log = [.. State.AuditLog.Where(e => id == kind switch { "accounts" => e.AccountId, "users" => e.UserId, _ => e.AssetId })];
        }

        if (kind == "accounts")
        {
            // No pages, no filter, no order; dates as HTTP writes them, and no names.
            await exchange.NodeAsync(200, new JsonArray([.. log.Select(e => new JsonObject
            {
                ["active_user_id"] = e.ById,
                ["event"] = e.Event,
                ["event_datetime"] = e.At.ToDateTimeUtc().ToString("R", CultureInfo.InvariantCulture),
            })]));
            return;
        }

        await FlexMeasuresLists.ListAsync(
            exchange,
            log,
            static (e, term) => e.Event.Contains(term, StringComparison.OrdinalIgnoreCase) || e.ByName?.Contains(term, StringComparison.OrdinalIgnoreCase) == true,
            allTerms: false,
            new Dictionary<string, Func<FlexMeasuresAuditState, IComparable?>> { ["event_datetime"] = static e => e.At },
            static (e, _) => new JsonObject
            {
                ["active_user_id"] = e.ById,
                ["active_user_name"] = e.ByName,
                ["event"] = e.Event,
                ["event_datetime"] = FlexMeasuresText.Naive(e.At),
            },
            alwaysPaged: kind == "assets");
    }

    internal async Task ResetPasswordAsync(EmulatorExchange exchange)
    {
        if (await FindUserAsync(exchange) is not { } user)
        {
            return;
        }

        // The server sets a password that nobody knows and sends a message with a link; here a new one is set with the options or a state that is loaded.
        user.Password = Guid.NewGuid().ToString();
        emulator.EndTokens(user);
        emulator.NotePeople(exchange, user.Id, user.AccountId, $"User {user.Username} reset password");
        await exchange.ObjectAsync([]);
    }

    // How the server's own pages look to the caller, kept in the session: without pages, taking it is all there is to do.
    internal async Task KeepPreferenceAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body)
        {
            return;
        }

        var (name, isText) = exchange.Match.Route!.Template.EndsWith("view", StringComparison.Ordinal) ? ("default_asset_view", true) : ("keep_legends_below_graphs", false);
        if (body[name] is not { } value || (value.GetValueKind() == System.Text.Json.JsonValueKind.String) != isText)
        {
            await exchange.InvalidAsync("json", name, body[name] is null ? "Missing data for required field." : isText ? "Not a valid string." : "Not a valid boolean.");
            return;
        }

        await exchange.ObjectAsync([]);
    }

    private async Task<long?> ReadableAssetAsync(EmulatorExchange exchange)
    {
        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id || State.Asset(id) is not { } asset)
        {
            await exchange.PlainAsync(404, $"No asset found with ID {exchange.Route("id")}.");
            return null;
        }

        if (asset.AccountId is null || State.MayRead(FlexMeasuresEmulator.UserOf(exchange), asset.AccountId))
        {
            return id;
        }

        await exchange.ForbiddenAsync();
        return null;
    }
}
