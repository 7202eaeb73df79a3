using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Accounts, users, sources and notes.</summary>
internal sealed partial class FlexMeasuresPeopleRoutes(FlexMeasuresEmulator emulator)
{
    private static readonly string[] SourceTypes = ["user", "scheduler", "forecaster", "reporter", "demo script", "gateway", "market"];
    private static readonly string[] AccountFields = ["name", "primary_color", "secondary_color", "logo_url", "consultancy_account_id", "plan_id", "attributes", "account_roles"];
    private static readonly string[] NoteTypes = ["alert", "holiday", "label", "feedback", "warning", "error"];

    private FlexMeasuresEmulatorState State => emulator.State;

    internal Task AccountsAsync(EmulatorExchange exchange)
    {
        var user = FlexMeasuresEmulator.UserOf(exchange);
        var all = user.Roles.Contains("admin") || user.Roles.Contains("admin-reader");
        var keys = new Dictionary<string, Func<FlexMeasuresAccountState, IComparable?>>
        {
            ["id"] = a =>
            a.Id,
            ["name"] = a => a.Name,
            ["assets"] = a => AssetCount(a),
            ["users"] = a => UserCount(a)
        };
        return FlexMeasuresLists.ListAsync(
            exchange,
            State.Accounts.Where(a => all || a.Id == user.AccountId || (user.Roles.Contains("consultant") && a.ConsultancyAccountId == user.AccountId)).OrderBy(a => a.Id),
            (a, term) => a.Name.Contains(term, StringComparison.OrdinalIgnoreCase),
            allTerms: false,
            keys,
            (a, paged) =>
            {
                var json = Render(a);
                if (paged)
                {
                    json["asset_count"] = AssetCount(a);
                    json["user_count"] = UserCount(a);
                }

                return json;
            });

        int AssetCount(FlexMeasuresAccountState account) => State.Assets.Count(a => a.AccountId == account.Id);
        int UserCount(FlexMeasuresAccountState account) => State.Users.Count(u => u.AccountId == account.Id);
    }

    internal async Task AccountAsync(EmulatorExchange exchange)
    {
        if (await FindAccountAsync(exchange, State.MayRead) is { } account)
        {
            await exchange.ObjectAsync(Render(account));
        }
    }

    internal async Task CreateAccountAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body)
        {
            return;
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        if (!user.Roles.Contains("admin") && !user.Roles.Contains("consultant"))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var name = body["name"]?.ToString();
        if (name is null || State.Accounts.Exists(a => a.Name == name))
        {
            await exchange.InvalidAsync("json", "name", name is null ? "Missing data for required field." : $"An account with name '{name}' already exists.");
            return;
        }

        FlexMeasuresAccountState account;
        lock (State.Gate)
        {
            account = new FlexMeasuresAccountState(State.NextId("account", State.Accounts.Select(a => a.Id)),
                name)
            { ConsultancyAccountId = user.Roles.Contains("admin") ? null : user.AccountId };
            State.Accounts.Add(account);
        }

        await exchange.ObjectAsync(Render(account), 201);
    }

    internal async Task UpdateAccountAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || await FindAccountAsync(exchange, State.MayAdminister) is not { } account)
        {
            return;
        }

        foreach (var name in new[] { "primary_color", "secondary_color" })
        {
            if (body[name]?.ToString() is { } color && !(color.TrimStart('#') is { Length: 3 or 6 } digits && digits.All(char.IsAsciiHexDigit)))
            {
                await exchange.InvalidAsync("json", name, $"#{color.TrimStart('#')} is not a valid hex color code.");
                return;
            }
        }

        // Fields that were not sent count as changed where the account has something: so the server compares.
        string[] changed = [.. AccountFields.Where(name => !JsonNode.DeepEquals(body[name], name switch
        {
            "name" => account.Name,
            "primary_color" => account.PrimaryColor,
            "secondary_color" => account.SecondaryColor,
            "logo_url" => account.LogoUrl,
            "consultancy_account_id" => account.ConsultancyAccountId,
            "plan_id" => account.PlanId,
            "attributes" => account.Attributes,
            _ => new JsonArray([.. account.Roles.Select(r => (JsonNode)State.AccountRoles.Find(known => known.Name == r).Id)]),
        }))];
        account.Name = body["name"]?.ToString() ?? account.Name;
        account.PrimaryColor = body["primary_color"]?.ToString() ?? account.PrimaryColor;
        account.SecondaryColor = body["secondary_color"]?.ToString() ?? account.SecondaryColor;
        account.LogoUrl = body["logo_url"]?.ToString() ?? account.LogoUrl;
        emulator.NotePeople(exchange, null, account.Id, "Account Updated, Field: " + string.Join(", ", changed));
        await exchange.ObjectAsync(Render(account));
    }

    internal async Task UsersAsync(EmulatorExchange exchange)
    {
        if (await FlexMeasuresLists.RefusesAsync(exchange, ["username", "email", "lastLogin", "lastSeen"], [("account", long.MinValue)], ["include_inactive"]))
        {
            return;
        }

        var user = FlexMeasuresEmulator.UserOf(exchange);
        var account = FlexMeasuresLists.Id(exchange.Query("account") ?? exchange.Query("account_id"));
        if (account is not null && State.Accounts.TrueForAll(a => a.Id != account))
        {
            await exchange.PlainAsync(404, $"Account {account} not found");
            return;
        }

        if (account is not null && !State.MayRead(user, account))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var keys = new Dictionary<string, Func<FlexMeasuresUserState, IComparable?>>
        {
            ["username"] = u =>
            u.Username,
            ["email"] = u => u.Email,
            ["lastLogin"] = u => u.LastLoginAt,
            ["lastSeen"] = u => u.LastSeenAt
        };
        await FlexMeasuresLists.ListAsync(
            exchange,
            State.Users.Where(u => (account is null ? State.MayRead(user, u.AccountId) : u.AccountId == account) && (u.Active || exchange.Flag("include_inactive")))
                .OrderBy(u => u.Id),
            (u, term) => u.Username.Contains(term, StringComparison.OrdinalIgnoreCase) || u.Email.Contains(term, StringComparison.OrdinalIgnoreCase),
            allTerms: false,
            keys,
            (u, _) => Render(u, true));
    }

    internal async Task UserAsync(EmulatorExchange exchange)
    {
        if (await FindUserAsync(exchange) is { } user)
        {
            await exchange.ObjectAsync(Render(user, false));
        }
    }

    internal async Task CreateUserAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body)
        {
            return;
        }

        var account = FlexMeasuresLists.Id(body["account_id"]?.ToString());
        if (!State.MayAdminister(FlexMeasuresEmulator.UserOf(exchange), account))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var email = body["email"]?.ToString() ?? "";
        var domain = email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..];
        if (State.Users.Exists(u => u.Email == email))
        {
            await exchange.PlainAsync(500, $"User with email {email} already exists.");
            return;
        }

        if (State.LooksUpEmailDomains && domain.EndsWith(".example", StringComparison.Ordinal))
        {
            await exchange.PlainAsync(500, $"The email address {email} does not seem to be deliverable: The domain name {domain} does not exist.");
            return;
        }

        FlexMeasuresUserState user;
        lock (State.Gate)
        {
            var source = new FlexMeasuresSourceState(State.NextId("dataSource", State.Sources.Select(s => s.Id)), body["username"]?.ToString() ?? "") { AccountId = account };
            user = new FlexMeasuresUserState(State.NextId("user", State.Users.Select(u => u.Id)), email)
            {
                Username = body["username"]?.ToString() ?? "",
                AccountId = account,
                SourceId = source.Id,
                TimeZone = State.TimeZone
            };
            source.UserId = user.Id;
            State.Users.Add(user);
            State.Sources.Add(source);
        }

        emulator.NotePeople(exchange, user.Id, account, $"User {user.Username} created");
        await exchange.NodeAsync(201, Render(user, false));
    }

    internal async Task UpdateUserAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || await FindUserAsync(exchange) is not { } user)
        {
            return;
        }

        if (body["timezone"]?.ToString() is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            await exchange.InvalidAsync("json", "timezone", $"Timezone {zone} doesn't exist.");
            return;
        }

        // Roles come as ids, and are shown as names.
        List<string>? roles = null;
        if (body["flexmeasures_roles"] is { } sent)
        {
            var known = (sent as JsonArray)?.Select(r => FlexMeasuresLists.Id(r?.ToString()) is { } id ? State.Roles.Find(k => k.Id == id).Name : null).ToList();
            if (known is null || known.Contains(null))
            {
                await exchange.InvalidAsync("json", "flexmeasures_roles", known is null ? "Not a valid list." : "Role not found.");
                return;
            }

            roles = known!;
        }

        var caller = FlexMeasuresEmulator.UserOf(exchange);
        string[] removed = [.. user.Roles.Except(roles ?? user.Roles)], added = [.. (roles ?? []).Except(user.Roles)];
        if ((user.Id == caller.Id && (body.ContainsKey("active") || body.ContainsKey("flexmeasures_roles"))) || !removed.Concat(added).All(role => MayGive(caller, role, user)))
        {
            await exchange.ForbiddenAsync();
            return;
        }

        user.TimeZone = body["timezone"]?.ToString() ?? user.TimeZone;
        user.Username = body["username"]?.ToString() ?? user.Username;
        user.Active = body["active"] is { } active ? active.GetValue<bool>() : user.Active;
        user.Roles = roles ?? user.Roles;
        var what = (removed.Length > 0 ? $"Removed role(s): [{string.Join(',', removed)}]." : "")
            + (added.Length > 0 ? $"Added role(s): [{string.Join(',', added)}]." : "")
            + (body.ContainsKey("active") ? $"Active status set to '{(user.Active ? "True" : "False")}'." : "");
        if (what.Length > 0)
        {
            emulator.NotePeople(exchange, user.Id, user.AccountId, what);
        }

        await exchange.ObjectAsync(Render(user, false));
    }

    // Nobody gives or takes the role of an admin here.
    private bool MayGive(FlexMeasuresUserState caller, string role, FlexMeasuresUserState user)
    {
        var isAdmin = caller.Roles.Contains("admin");
        return role switch
        {
            "admin-reader" => isAdmin,
            "account-admin" => isAdmin
                || (caller.Roles.Contains("consultant") && State.Accounts.Find(a => a.Id == user.AccountId)?.ConsultancyAccountId is { } advisor && advisor == caller.AccountId),
            "consultant" => isAdmin || (caller.Roles.Contains("account-admin") && caller.AccountId == user.AccountId),
            _ => false,
        };
    }

    internal Task SourcesAsync(EmulatorExchange exchange)
    {
        var user = FlexMeasuresEmulator.UserOf(exchange);
        var sources = State.Sources.Where(s => s.AccountId is null || State.MayRead(user, s.AccountId)).OrderBy(s => s.Id).ToList();
        return exchange.ObjectAsync(new JsonObject
        {
            ["types"] = new JsonArray([.. SourceTypes.Select(t => (JsonNode)JsonValue.Create(t)!)]),
            ["sources"] = new JsonArray([.. sources.Select(Render)]),
        });
    }

    internal async Task AnnotateAsync(EmulatorExchange exchange)
    {
        if (await emulator.BodyAsync(exchange) is not { } body || FlexMeasuresLists.Id(exchange.Route("id")) is not { } id)
        {
            return;
        }

        var kind = exchange.Match.Route!.Template.Split('/')[3];
        var user = FlexMeasuresEmulator.UserOf(exchange);
        var allowed = kind switch
        {
            "sensors" => State.MayWrite(user, State.Asset(State.Sensor(id)?.AssetId ?? 0)?.AccountId),
            "assets" => State.MayWrite(user, State.Asset(id)?.AccountId),
            _ => State.MayAdminister(user, id),
        };
        if (!allowed)
        {
            await exchange.ForbiddenAsync();
            return;
        }

        var type = body["type"]?.ToString() ?? "label";
        if (!NoteTypes.Contains(type))
        {
            await exchange.InvalidAsync("json", "type", $"Must be one of: {string.Join(", ", NoteTypes)}.");
            return;
        }

        if (FlexMeasuresText.TryTime(body["start"]?.ToString() ?? "", out var error) is not { } start
            || FlexMeasuresText.TryTime(body["end"]?.ToString() ?? "", out error) is not { } end)
        {
            await exchange.InvalidAsync("json", "start", error);
            return;
        }

        FlexMeasuresAnnotationState? note;
        var isNew = false;
        lock (State.Gate)
        {
            note = State.Annotations.Find(n => n.Content == body["content"]?.ToString() && n.Kind == kind
                && n.OwnerId == id && n.Start.ToInstant() == start.ToInstant() && n.End.ToInstant() == end.ToInstant() && n.Type == type && n.SourceId == user.SourceId);
            if (note is null)
            {
                isNew = true;
                note = new FlexMeasuresAnnotationState(State.NextId("annotation", State.Annotations.Select(n => n.Id)), body["content"]?.ToString() ?? "")
                {
                    Kind = kind,
                    OwnerId = id,
                    Start = start,
                    End = end,
                    Type = type,
                    SourceId = user.SourceId,
                };
                State.Annotations.Add(note);
            }
        }

        await exchange.NodeAsync(isNew ? 201 : 200, new JsonObject
        {
            ["id"] = note.Id,
            ["content"] = note.Content,
            ["start"] = FlexMeasuresText.Time(note.Start.WithOffset(Offset.Zero)),
            ["end"] = FlexMeasuresText.Time(note.End.WithOffset(Offset.Zero)),
            ["type"] = note.Type,
            ["prior"] = null,
            ["source"] = note.SourceId,
        });
    }

    private static JsonObject Render(FlexMeasuresSourceState source)
    {
        var json = new JsonObject
        {
            ["id"] = source.Id,
            ["name"] = source.Name,
            ["type"] = source.Type,
            ["description"] = source.Model is null
            ? source.Name : $"{source.Name}'s {source.Model} {(source.Type == "scheduler" ? "model" : source.Type)}{(source.Version is null ? "" : $" v{source.Version}")}",
        };
        foreach (var (name, value) in new (string, JsonNode?)[] { ("model", source.Model), ("version", source.Version), ("account_id", source.AccountId),
            ("user_id", source.UserId) })
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }

        return json;
    }

    private JsonObject Render(FlexMeasuresAccountState account) => new()
    {
        ["id"] = account.Id,
        ["name"] = account.Name,
        ["account_roles"] = new JsonArray([.. account.Roles.Select(r => new JsonObject { ["id"] = State.AccountRoles.Find(known => known.Name == r).Id, ["name"] = r })]),
        ["attributes"] = FlexMeasuresText.Dumps(account.Attributes),
        ["consultancy_account_id"] = account.ConsultancyAccountId,
        ["plan_id"] = account.PlanId,
        ["primary_color"] = account.PrimaryColor,
        ["secondary_color"] = account.SecondaryColor,
        ["logo_url"] = account.LogoUrl,
    };

    private JsonObject Render(FlexMeasuresUserState user, bool withAccount)
    {
        var json = new JsonObject
        {
            ["id"] = user.Id,
            ["email"] = user.Email,
            ["username"] = user.Username,
            ["account_id"] = user.AccountId,
            ["active"] = user.Active,
            ["timezone"] = user.TimeZone,
            ["flexmeasures_roles"] = new JsonArray([.. user.Roles.Select(r => (JsonNode)JsonValue.Create(r)!)]),
            ["last_login_at"] = user.LastLoginAt is { } login ? FlexMeasuresText.Naive(login) : null,
            ["last_seen_at"] = user.LastSeenAt is { } seen ? FlexMeasuresText.Naive(seen) : null,
        };
        if (withAccount && State.Accounts.Find(a => a.Id == user.AccountId) is { } account)
        {
            json["account"] = Render(account);
        }

        return json;
    }

    private async Task<FlexMeasuresAccountState?> FindAccountAsync(EmulatorExchange exchange, Func<FlexMeasuresUserState, long?, bool> may)
    {
        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id)
        {
            await exchange.InvalidAsync("path", "id", "Not a valid integer.");
            return null;
        }

        if (State.Accounts.Find(a => a.Id == id) is not { } account)
        {
            await exchange.PlainAsync(404, $"Account {id} not found");
            return null;
        }

        if (may(FlexMeasuresEmulator.UserOf(exchange), id))
        {
            return account;
        }

        await exchange.ForbiddenAsync();
        return null;
    }

    private async Task<FlexMeasuresUserState?> FindUserAsync(EmulatorExchange exchange)
    {
        if (FlexMeasuresLists.Id(exchange.Route("id")) is not { } id || State.Users.Find(u => u.Id == id) is not { } user)
        {
            await exchange.PlainAsync(404, $"User {exchange.Route("id")} not found");
            return null;
        }

        var caller = FlexMeasuresEmulator.UserOf(exchange);
        if (caller.Id == id || State.MayAdminister(caller, user.AccountId))
        {
            return user;
        }

        await exchange.ForbiddenAsync();
        return null;
    }
}
