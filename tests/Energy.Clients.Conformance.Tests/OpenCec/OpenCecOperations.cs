namespace Energy.Clients.Conformance.OpenCec;

/// <summary>The route table of Open CEC: what each recorded request does.</summary>
public static class OpenCecOperations
{
    public const string Status = "status.get";
    public const string PublicGet = "public.get";
    public const string PublicList = "public.list";
    public const string NestedGet = "nested.get";
    public const string NestedList = "nested.list";

    /// <summary>What no operation of a client asks for: other methods, unknown paths, slashes too many.</summary>
    public const string Other = "other";

    public static IReadOnlyList<string> Resources { get; } =
    [
        "keys", "entity-types", "device-classes", "listings", "listing-device-classes", "device-class-attributes", "listing-device-class-attributes", "certificates",
    ];

    public static ExchangeOperations Table { get; } = Create();

    /// <summary>The operation of a method and target; null when there is none.</summary>
    public static string? Find(string method, string target)
    {
        bool one = RequestTarget.ParseQuery(target).Any(pair => pair.Key == "id");
        string path = target.Split('?', 2)[0];
        switch (method, path)
        {
            case ("GET", "/"):
                return Status;
            case ("GET", "/listings"):
                return one ? PublicGet : PublicList;
            case ("GET", "/foo"):
                return one ? NestedGet : NestedList;
        }

        foreach (string resource in Resources)
        {
            if (path == "/admin/" + resource)
            {
                return method switch
                {
                    "GET" => $"{resource}.{(one ? "get" : "list")}",
                    "POST" => resource + ".create",
                    _ => null,
                };
            }

            if (RequestTarget.Match($"/admin/{resource}/{{id}}", target) is not null)
            {
                return method switch
                {
                    "PUT" => resource + ".update",
                    "DELETE" => resource + ".delete",
                    _ => null,
                };
            }
        }

        return null;
    }

    private static ExchangeOperations Create()
    {
        var table = new ExchangeOperations();
        string[] names =
        [
            Status, PublicGet, PublicList, NestedGet, NestedList,
            .. Resources.SelectMany(r => new[] { "get", "list", "create", "update", "delete" }.Select(verb => $"{r}.{verb}")),
        ];
        foreach (string name in names)
        {
            table.Map(name, exchange => Find(exchange.Request.Method, exchange.Request.Target) == name);
        }

        return table.Map(Other, _ => true);
    }
}
