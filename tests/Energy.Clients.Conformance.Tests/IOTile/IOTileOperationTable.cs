namespace Energy.Clients.Conformance.IOTile;

/// <summary>Names the operation of each exchange by its method and path.</summary>
public static class IOTileOperationTable
{
    private static readonly string[] Templates =
    [
        "auth.login=auth/login/", "auth.jwt-auth=auth/api-jwt-auth/", "auth.jwt-refresh=auth/api-jwt-refresh/", "auth.jwt-verify=auth/api-jwt-verify/", "auth.logout=auth/logout/",
        "auth.token=auth/token/",
        "auth.user-info=auth/user-info/", "auth.password=auth/password/reset/", "server=server/", "root=", "account=account/", "account.item=account/{slug}/",
        "org=org/", "org.item=org/{slug}/", "org.projects=org/{slug}/projects/", "org.members=org/{slug}/members/", "org.pending=org/{slug}/pending/",
        "org.membership=org/{slug}/membership/", "org.extra=org/{slug}/extra/",
        "org.devices=org/{slug}/devices/", "org.archives=org/{slug}/archives/", "project=project/", "project.new=project/new/", "project.item=project/{id}/",
        "project.action=project/{id}/{action}/",
        "device=device/", "device.claimable=device/claimable/", "device.claim=device/claim/", "device.item=device/{slug}/", "device.key=device/{slug}/key/",
        "device.mask=device/{slug}/mask/", "device.sg=device/{slug}/sg/",
        "device.template=device/{slug}/template/", "device.action=device/{slug}/{action}/", "property=property/", "property.item=property/{id}/", "variable=variable/",
        "variable.item=variable/{slug}/",
        "variable.type=variable/{slug}/type/", "vartype=vartype/", "vartype.item=vartype/{slug}/", "stream=stream/", "stream.item=stream/{slug}/",
        "stream.data=stream/{slug}/data/", "stream.csv=stream/{slug}/csv/",
        "data=data/", "data.item=data/{id}/", "df=df/", "event=event/", "event.upload=event/upload/", "event.item=event/{id}/", "event.data=event/{id}/data/", "note=note/",
        "note.item=note/{id}/", "location=location/",
        "datablock=datablock/", "datablock.item=datablock/{slug}/", "datablock.action=datablock/{slug}/{action}/", "pid=pid/", "fleet=fleet/", "fleet.item=fleet/{slug}/",
        "fleet.action=fleet/{slug}/{action}/",
        "streamer.report=streamer/report/", "streamer.report.item=streamer/report/{id}/", "streamer=streamer/", "streamer.item=streamer/{slug}/",
        "streamer.reports=streamer/{slug}/report/", "sg.item=sg/{slug}/",
    ];

    /// <summary>The table. A path without its slash is a redirect; what is left is asked for generically.</summary>
    public static ExchangeOperations Operations { get; } = Create();

    /// <summary>The values that an exchange's path has for its operation's template.</summary>
    public static IReadOnlyDictionary<string, string> Values(RecordedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        string operation = Operations.Of(exchange);
        string? template = Array.Find(Templates, t => t.StartsWith(operation + "=", StringComparison.Ordinal));
        return template is null ? new Dictionary<string, string>() : RequestTarget.Match("/api/v1/" + template[(operation.Length + 1)..], exchange.Request.Target)!;
    }

    private static ExchangeOperations Create()
    {
        var operations = new ExchangeOperations().Map("redirect", exchange => !exchange.Request.Path.EndsWith('/'));
        foreach (string template in Templates)
        {
            string[] parts = template.Split('=', 2);
            operations.Map(parts[0], "*", "/api/v1/" + parts[1]);
        }

        return operations.Map("other", _ => true);
    }
}
