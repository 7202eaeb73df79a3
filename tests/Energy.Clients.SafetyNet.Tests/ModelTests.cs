using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Energy.Clients.Fleet;
using Energy.Clients.FlexMeasures;
using Energy.Clients.IOTile;
using Energy.Clients.OpenCec;
using Energy.Clients.Stem;
using Energy.Clients.Sundaya;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>Every public model, as a user's own plain serializer writes and reads it, and as two of one content compare.</summary>
public partial class ModelTests
{
    // What is no data, and why.
    private static readonly Dictionary<string, string> NoData = new(StringComparer.Ordinal)
    {
        ["FlexMeasuresWriteSettings"] = "holds a delegate",
        ["SundayaUploadOptions"] = "holds a delegate",
        ["TransferOptions"] = "holds a delegate",
        ["TransferResult"] = "holds an exception",
        ["StemLeftOutRow"] = "holds an exception",
        ["IOTileReportInspection"] = "holds an exception",
        ["ReadNewOptions"] = "holds a clock",
        ["FlexMeasuresNewData"] = "holds a rule, FlexMeasuresKnowledge",
        ["Aggregate"] = "a setting of an operator",
        ["FillGap"] = "a setting of an operator",
        ["ResampleOptions"] = "a setting of an operator",
        ["UnitDimension"] = "what a unit measures: the unit is the data",
    };

    public static TheoryData<string> Packages => [.. Assemblies.Keys];

    private static Dictionary<string, Assembly> Assemblies { get; } =
        new[] { typeof(Reading), typeof(StemClient), typeof(SundayaClient), typeof(FlexMeasuresClient), typeof(OpenCecClient), typeof(IOTileClient), typeof(FleetSeries) }
        .ToDictionary(static t => t.Assembly.GetName().Name!, static t => t.Assembly);

    [Theory]
    [MemberData(nameof(Packages))]
    public void TimeMember_OfAPublicModel_IsText(string package)
    {
        var bare = from type in Models(package)
                   from property in JsonSerializerOptions.Default.GetTypeInfo(type).Properties
                   where property.Get is not null && IsTime(property.PropertyType) && property.CustomConverter is null
                   select $"{type.Name}.{((MemberInfo)property.AttributeProvider!).Name}";

        AssertNone("A member of NodaTime's types comes out as {} from a plain JsonSerializer. Give it [JsonConverter(typeof(InstantJsonConverter))], or the converter of its type:",
            bare);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicModel_ThroughAPlainSerializer_ReadsBackEqual(string package) => AssertNone(
        "A public model comes out of a plain JsonSerializer and reads back equal, or stands in NoData with the reason:",
        Models(package).SelectMany(static t => Failures(t, JsonSerializerOptions.Default)));

    /// <summary>The endpoint reads the model from the request and answers it, as a user's own does.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public async Task PublicModel_ThroughAMinimalApi_ReadsBackEqual(string package)
    {
        var types = Models(package).ToDictionary(static t => t.FullName!, StringComparer.Ordinal);
        Assert.NotEmpty(types);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.MapPost("/echo/{type}", async (string type, HttpRequest request) => Results.Json(await request.ReadFromJsonAsync(types[type])));
        await app.StartAsync();
        using var client = app.GetTestClient();
        var options = app.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

        var failures = new List<string>();
        foreach (var (name, type) in types)
        {
            var model = Arguments.Of(type);
            using var answer = await client.PostAsJsonAsync("/echo/" + name, model, options);
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                failures.Add($"{name}: {text}");
            }
            else if (IsRecord(type) ? !Equals(model, JsonSerializer.Deserialize(text, type, options)) : text != JsonSerializer.Serialize(model, type, options))
            {
                failures.Add($"{name} comes back as another: {JsonSerializer.Serialize(model, type, options)} / {text}");
            }
        }

        AssertNone("A public model goes through an endpoint and comes back equal, or stands in NoData with the reason:", failures);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Record_OfTheSameContent_IsEqual(string package)
    {
        var failures = new List<string>();
        foreach (var type in Models(package).Where(IsRecord))
        {
            var (one, other) = (Arguments.Of(type), Arguments.Of(type));
            if (!Equals(one, other) || one!.GetHashCode() != other!.GetHashCode())
            {
                failures.Add(type.Name);
            }
        }

        AssertNone("Two of one content are not equal, or hash otherwise. Keep the collection or the JSON in a ByContent<T>:", failures);
    }

    [Fact]
    public void NoData_IsStillThere()
    {
        var names = Assemblies.Values.SelectMany(static a => a.GetExportedTypes()).Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        AssertNone("There is no such type any more. Take it out of NoData:", NoData.Keys.Where(n => !names.Contains(n)));
    }

    private static IEnumerable<Type> Models(string package) => Assemblies[package].GetExportedTypes()
        .Where(static t => t is { IsAbstract: false, ContainsGenericParameters: false, IsEnum: false } && t.Namespace != "Energy.Clients.Authoring" && !NoData.ContainsKey(t.Name))
        .Where(static t => IsRecord(t) || t.IsAssignableTo(typeof(IKeepsUnknownMembers)) || t.GetInterfaces().Any(static i => i.Name == "IParsable`1"))
        .OrderBy(static t => t.Name, StringComparer.Ordinal);

    private static List<string> Failures(Type type, JsonSerializerOptions options)
    {
        var json = "(nothing)";
        var failures = new List<string>();
        try
        {
            var model = Arguments.Of(type);
            json = JsonSerializer.Serialize(model, type, options);
            var back = JsonSerializer.Deserialize(json, type, options);
            if (IsRecord(type) && !Equals(model, back))
            {
                failures.Add($"{type.Name} reads back as another: {json} / {JsonSerializer.Serialize(back, type, options)}");
            }
            else if (JsonSerializer.Serialize(back, type, options) != json)
            {
                failures.Add($"{type.Name} loses something: {json} / {JsonSerializer.Serialize(back, type, options)}");
            }

            if (EmptyMember().Match(json) is { Success: true } empty)
            {
                failures.Add($"{type.Name} has a member that says nothing: {empty.Value} of {json}");
            }
        }
        catch (Exception e) when (e is JsonException
            or InvalidOperationException or NotSupportedException or ArgumentException or FormatException or TargetInvocationException or MissingMethodException)
        {
            failures.Add($"{type.Name}: {e.GetBaseException().Message} {json}");
        }

        return failures;
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute))
        || type.GetMethod("<Clone>$") is not null;

    private static bool IsTime(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Namespace == "NodaTime";

    private static void AssertNone(string remedy, IEnumerable<string> offenders)
    {
        var list = offenders.ToList();
        Assert.True(list.Count == 0, $"{remedy}\n  {string.Join("\n  ", list)}");
    }

    [GeneratedRegex("\"[^\"]*\":\\{\\}")]
    private static partial Regex EmptyMember();
}
