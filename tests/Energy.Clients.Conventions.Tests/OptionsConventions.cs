using System.Reflection;
using System.Xml.Linq;
using Microsoft.Extensions.Options;

namespace Energy.Clients.Conventions.Tests;

public class OptionsConventions
{
    private const string Plain = "k-123";

    public static TheoryData<Type> ClientOptions => [.. Packages.PublicTypes.Where(static t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(EnergyClientOptions)))];

    [Fact]
    public void Option_IsDocumentedWithItsValue() => Packages.AssertNone(
        "An option's doc comment has a <value> line with its default, which is what people look for. Add it:",
        from type in Packages.PublicTypes
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
        from property in Settable(type)
        where string.IsNullOrWhiteSpace(Documentation(property)?.Element("value")?.Value)
        select Packages.Show(property));

    [Theory]
    [MemberData(nameof(ClientOptions))]
    public void Options_ListTheirSettings(Type type)
    {
        var listed = (IEnumerable<string>)typeof(EnergyClientOptions).GetProperty("Settings",
            BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(Activator.CreateInstance(type))!;
        var settable = Properties(type).Select(static p => p.Name).ToList();
        Packages.AssertNone(
            "A key of a section that is in no list of settings is refused. Add the property to OwnSettings (or, for those of all vendors, to EnergyClientOptions.Settings), and "
                + "take out what is no property:",
            settable.Except(listed).Concat(listed.Except(settable)).Select(name => $"{type.FullName}.{name}"));
    }

    [Theory]
    [MemberData(nameof(ClientOptions))]
    public void Options_HaveAValidator(Type type) => Assert.True(
        ValidatorOf(type) is not null,
        $"{type.FullName} has no validator. Derive one from EnergyClientOptionsValidator<{type.Name}>.");

    [Theory]
    [MemberData(nameof(ClientOptions))]
    public void Option_WithAnAbsurdValue_IsRefusedByName(Type type)
    {
        var validator = ValidatorOf(type) ?? throw new InvalidOperationException(type.FullName + " has no validator.");
        var good = Good(type, validator);
        Assert.True(good.Count > 0, $"{type.FullName}: no valid instance can be made for this test from defaults and plain text.");
        Packages.AssertNone(
            "An option with an absurd value must be refused, with the option's name in the text. Add a rule to the validator:",
            from property in Properties(type)
            let values = Absurd(property)
            where values.Count > 0 && !good.Any(texts => values.Any(v => IsRefused(validator, Make(type, texts), property, v)))
            select Packages.Show(property));
    }

    private static bool IsRefused(object validator, object options, PropertyInfo property, object? value)
    {
        property.SetValue(options, value);
        return Failures(validator, options)?.Contains(property.Name, StringComparison.Ordinal) == true;
    }

    private static string? Failures(object validator, object options)
    {
        var validate = typeof(IValidateOptions<>).MakeGenericType(options.GetType()).GetMethod("Validate")!;
        var result = (ValidateOptionsResult)validate.Invoke(validator, ["", options])!;
        return result.Failed ? string.Join('\n', result.Failures) : null;
    }

    private static object? ValidatorOf(Type options)
    {
        var contract = typeof(IValidateOptions<>).MakeGenericType(options);
        var type = options.Assembly.GetTypes().SingleOrDefault(t => t is { IsAbstract: false } && t.IsAssignableTo(contract));
        return type is null ? null : Activator.CreateInstance(type, nonPublic: true);
    }

    // Credentials exclude each other: a key, or a token, or a name with a password. So every choice of texts to set is tried, and the valid ones are kept.
    private static List<PropertyInfo[]> Good(Type type, object validator)
    {
        var blank = Activator.CreateInstance(type)!;
        var texts = Properties(type).Where(p => p.PropertyType == typeof(string) && p.GetValue(blank) is null).ToArray();
        return [.. Enumerable.Range(0, 1 << texts.Length)
            .Select(set => texts.Where((_, i) => (set & (1 << i)) != 0).ToArray())
            .Where(chosen => Failures(validator, Make(type, chosen)) is null)];
    }

    private static EnergyClientOptions Make(Type type, PropertyInfo[] texts)
    {
        var options = (EnergyClientOptions)Activator.CreateInstance(type)!;
        options.BaseAddress ??= new Uri("https://energy.example.com/");
        foreach (var text in texts)
        {
            text.SetValue(options, Plain);
        }

        return options;
    }

    // What no property of the type can mean. Switches have no absurd value.
    private static List<object?> Absurd(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(bool) => [],
            _ when type == typeof(TimeSpan) => [TimeSpan.FromDays(-3), TimeSpan.Zero],
            _ when type == typeof(Uri) => [new Uri("nowhere", UriKind.Relative)],
            _ when type == typeof(string) => ["", "\u00e9\n\0"],
            { IsEnum: true } => [Enum.ToObject(type, 12_345)],
            _ when type == typeof(double) => [-1.0, double.NaN],
            _ when type == typeof(int) => [-1, 0, int.MaxValue],
            _ when type == typeof(long) => [-1L, 0L],
            _ => throw new InvalidOperationException(
                $"{Packages.Show(property)} is a {type}: options are plain types that configuration can bind. Use one, or teach this test an absurd value."),
        };
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.SetMethod?.IsPublic == true);

    private static IEnumerable<PropertyInfo> Settable(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(static p => p.SetMethod?.IsPublic == true);

    private static XElement? Documentation(PropertyInfo property)
    {
        var file = Path.ChangeExtension(property.DeclaringType!.Assembly.Location, ".xml");
        Assert.True(File.Exists(file), $"{Path.GetFileName(file)} is not there: the package must generate its documentation file.");
        return XDocument.Load(file).Descendants("member").FirstOrDefault(m => (string?)m.Attribute("name") == $"P:{property.DeclaringType.FullName}.{property.Name}");
    }
}
