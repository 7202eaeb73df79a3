using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A path of the server, and what answers its methods.</summary>
internal sealed class IOTileResource(string path, IOTileAccess access)
{
    // In the order of the server's Allow header.
    private static readonly string[] Order = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    private readonly Dictionary<string, Func<IOTileCall, IOTileReply>> _handlers = new(StringComparer.Ordinal);

    /// <summary>The methods that a path can be asked with.</summary>
    internal static IReadOnlyList<string> Methods => Order;

    internal string Path => path;

    internal IOTileAccess Access => access;

    /// <summary>How the server's own description calls the path.</summary>
    internal string Name { get; set; } = "";

    /// <summary>The fields that a body may have, where the server describes them; by the method.</summary>
    internal Dictionary<string, IOTileForm> Forms { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether only staff may write, so that others see no fields.</summary>
    internal bool WritesByStaff { get; set; }

    /// <summary>The one method that anyone may ask with; null when all are open or none.</summary>
    internal string? OpenMethod { get; set; }

    /// <summary>Whether it is for staff only, whatever the method.</summary>
    internal bool IsForStaff { get; set; }

    /// <summary>Whether bodies are JSON only.</summary>
    internal bool OnlyJson { get; set; }

    /// <summary>Whether it takes HEAD without GET, and no OPTIONS.</summary>
    internal bool IsUpload { get; set; }

    internal string Allow => string.Join(", ", Order.Where(Takes));

    /// <summary>Whether somebody who has not signed in may ask with a method.</summary>
    internal bool IsOpen(string method) => access != IOTileAccess.Users && (OpenMethod is null || OpenMethod == method);

    internal void Add(string method, Func<IOTileCall, IOTileReply> handler) => _handlers[method] = handler;

    /// <summary>Answers a request.</summary>
    /// <exception cref="IOTileRefusal">The method is not taken, or the handler refuses.</exception>
    internal IOTileReply Answer(string method, IOTileCall call)
    {
        if (IsForStaff && !call.User.Staff)
        {
            throw IOTileRefusal.Forbidden();
        }

        if (!Takes(method))
        {
            throw IOTileRefusal.Detail(405, $"Method \"{method}\" not allowed.");
        }

        return method switch
        {
            "OPTIONS" => new IOTileReply(200, Describe(call)),
            "HEAD" => _handlers.TryGetValue("GET", out var get) ? get(call) : new IOTileReply(200),
            _ => _handlers[method](call),
        };
    }

    private bool Takes(string method) => method switch
    {
        "HEAD" => IsUpload || _handlers.ContainsKey("GET"),
        "OPTIONS" => !IsUpload,
        _ => _handlers.ContainsKey(method),
    };

    private JsonObject Describe(IOTileCall call)
    {
        var json = new JsonObject
        {
            ["name"] = Name,
            ["description"] = "",
            ["renders"] = new JsonArray("application/json", "text/html"),
            ["parses"] = OnlyJson ? new JsonArray("application/json") : new JsonArray("application/json", "application/x-www-form-urlencoded", "multipart/form-data"),
        };
        var actions = new JsonObject();
        foreach (var (method, form) in Forms.Where(form => (!WritesByStaff || call.User.Staff) && (form.Key == "POST" || IsReadable(call))))
        {
            actions[method] = form.Describe();
        }

        if (actions.Count > 0)
        {
            json["actions"] = actions;
        }

        return json;
    }

    private bool IsReadable(IOTileCall call)
    {
        try
        {
            _handlers["GET"](call);
            return true;
        }
        catch (IOTileRefusal)
        {
            return false;
        }
    }
}
