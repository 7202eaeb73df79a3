using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>A path of the server, and what answers its methods.</summary>
internal sealed class IOTileResource(string path, IOTileAccess access)
{
    internal const string Json = "application/json";
    internal const string Form = "application/x-www-form-urlencoded";
    internal const string Multipart = "multipart/form-data";
    internal const string MessagePack = "application/msgpack";

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

    /// <summary>Whether only staff may write: others see no fields, and are refused before it is looked at whether there is such a method.</summary>
    internal bool WritesByStaff { get; set; }

    /// <summary>The one method that anyone may ask with; null when all are open or none.</summary>
    internal string? OpenMethod { get; set; }

    /// <summary>Whether it is for staff only, whatever the method.</summary>
    internal bool IsForStaff { get; set; }

    /// <summary>The media types of bodies that it takes, in the order of the server's own description.</summary>
    internal IReadOnlyList<string> Parses => path == "event/upload/" || !path.StartsWith("event/", StringComparison.Ordinal)
        ? path.StartsWith("streamer/report/", StringComparison.Ordinal) ? [Multipart, Form, Json, MessagePack] : [Json, Form, Multipart]
        : [Json, MessagePack];

    /// <summary>The method that the server breaks on here; null for none.</summary>
    internal string? Breaks { get; set; }

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
        if ((IsForStaff || (WritesByStaff && method is not ("GET" or "HEAD" or "OPTIONS"))) && !call.User.Staff)
        {
            throw IOTileRefusal.Forbidden();
        }

        if (!Takes(method))
        {
            throw IOTileRefusal.Detail(405, $"Method \"{method}\" not allowed.");
        }

        if (method == Breaks)
        {
            // Who may not look is told so first.
            if (method == "HEAD")
            {
                _handlers["GET"](call);
            }

            return IOTileReply.Failed();
        }

        return method switch
        {
            "OPTIONS" => new IOTileReply(200, Describe(call)),
            "HEAD" => _handlers.TryGetValue("GET", out var get) ? get(call) : new IOTileReply(200, new JsonObject()),
            _ => _handlers[method](call),
        };
    }

    // An action is called by its word.
    private string ActionName => path.TrimEnd('/').Split('/')[^1].Replace('_', ' ') is { Length: > 0 } word && word[0] != '{' ? char.ToUpperInvariant(word[0]) + word[1..] : "";

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
            ["name"] = Name.Length > 0 ? Name : ActionName,
            ["description"] = "",
            ["renders"] = Parses.Contains(MessagePack) ? new JsonArray(Json, "text/html", MessagePack) : new JsonArray(Json, "text/html"),
            ["parses"] = new JsonArray([.. Parses.Select(type => (JsonNode?)type)]),
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
