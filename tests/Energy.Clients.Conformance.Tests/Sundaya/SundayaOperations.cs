using System.Text.RegularExpressions;

namespace Energy.Clients.Conformance.Sundaya;

/// <summary>The route table of Sundaya: what each recorded request does.</summary>
public static partial class SundayaOperations
{
    public const string Energy = "energy.get";
    public const string Post = "devices.post";
    public const string Device = "devices.get";
    public const string Config = "devices.config";
    public const string Admin = "admin";
    public const string Echo = "echo";
    public const string Other = "other";

    /// <summary>Maps every exchange. What no endpoint has (other methods, unknown paths, redirects) is <see cref="Other"/>.</summary>
    public static ExchangeOperations Table { get; } = new ExchangeOperations()
        .Map(Energy, e => e.Request.Method == "GET" && EnergyPath().IsMatch(e.Request.Path))
        .Map(Post, e => e.Request.Method == "POST" && DatasetPath().IsMatch(e.Request.Path))
        .Map(Device, e => e.Request.Method == "GET" && DevicePath().IsMatch(e.Request.Path))
        .Map(Config, e => e.Request.Method == "GET" && ConfigPath().IsMatch(e.Request.Path))
        .Map(Admin, e => e.Request.Method == "GET" && AdminPath().IsMatch(e.Request.Path))
        .Map(Echo, e => e.Request.Method == "POST" && e.Request.Path == "/echo")
        .Map(Other, _ => true);

    [GeneratedRegex("^/energy(/[^/]+(/(?i:period)(/[^/]+(/[^/]+(/[^/]+)?)?)?)?)?/?$")]
    private static partial Regex EnergyPath();

    [GeneratedRegex("^/devices/(?i:dataset)/[^/]+/?$")]
    private static partial Regex DatasetPath();

    [GeneratedRegex("^/device/[^/]+/(?i:dataset)(/.*)?$")]
    private static partial Regex DevicePath();

    [GeneratedRegex("^/device/[^/]+/(?i:config)(/[^/]+)?/?$")]
    private static partial Regex ConfigPath();

    [GeneratedRegex("^/api(/(versions(/current)?|logging|features))?/?$")]
    private static partial Regex AdminPath();
}
