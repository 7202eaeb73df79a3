using System.Reflection;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conventions.Tests;

/// <summary>One endpoint, one line: what an operation is called, where it goes and how it fails is written in one place each.</summary>
public partial class EndpointConventions
{
    private static readonly string Sources = Path.GetFullPath(Path.Combine(Packages.ProjectDirectory, "..", "..", "src"));

    [Fact]
    public void Vendor_HasEndpoints() => Packages.AssertNone(
        "A vendor package keeps its endpoints as static fields of its operations, so that tests and docs can enumerate them. Declare them:",
        Packages.Vendors.Where(static v => !Endpoints(v).Any()).Select(Packages.NameOf));

    [Fact]
    public void PathTemplate_StandsOnceInAPackage() => Packages.AssertNone(
        "A path template is written once in a package. Endpoints of one path share its EnergyPath: refer to the other field.",
        from vendor in Packages.Vendors
        from field in Endpoints(vendor)
        group field by (vendor, field.Endpoint.Path.Template) into same
        where same.Select(static f => f.Endpoint.Path).Distinct(ReferenceEqualityComparer.Instance).Count() > 1
        from field in same
        select $"{field.Name}: {field.Endpoint.Path.Template}");

    [Fact]
    public void Operation_IsNamedByTheVendorAndItsGroup() => Packages.AssertNone(
        "An operation is called Vendor.Group.Verb (a sign-in Vendor.Verb). Rename it:",
        from vendor in Packages.Vendors
        from field in Endpoints(vendor)
        where !Regex.IsMatch(field.Endpoint.Operation, $@"^{Regex.Escape(Packages.NameOf(vendor)["Energy.Clients.".Length..])}(\.[A-Z]\w+){{1,2}}$")
        select $"{field.Name}: {field.Endpoint.Operation}");

    [Fact]
    public void OperationName_StandsInItsEndpointAlone() => Packages.AssertNone(
        "The name of an operation is text in the declaration of its endpoint and nowhere else. Use the endpoint's Operation:",
        from vendor in Packages.Vendors
        let operations = Endpoints(vendor).Select(static f => f.Endpoint.Operation).ToHashSet(StringComparer.Ordinal)
        from line in Lines(Packages.NameOf(vendor))
        from name in OperationText().Matches(line.Text).Select(static m => m.Groups["name"].Value)
        group (line, name) by (vendor, name) into same
        from occurrence in same
        where same.Count() > 1 || !occurrence.line.Declaration.Contains("static readonly EnergyEndpoint", StringComparison.Ordinal)
        select $"{occurrence.line.Place}: \"{same.Key.name}\"");

    [Fact]
    public void FamilyException_IsBuiltInOnePlace() => Packages.AssertNone(
        "Exceptions of the family are built by EnergyErrors, which fills in operation, route, status and request id and masks secrets. Call it:",
        from package in Packages.Vendors.Append(Packages.Core)
        from line in Lines(Packages.NameOf(package))
        where FamilyException().IsMatch(line.Text) && !line.Place.Contains("/Errors/", StringComparison.Ordinal)
        select line.Place);

    // Fields, and those of the tables of a resource's endpoints that are fields.
    private static IEnumerable<(string Name, EnergyEndpoint Endpoint)> Endpoints(Assembly vendor) =>
        from type in vendor.GetTypes()
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.FieldType == typeof(EnergyEndpoint) || field.FieldType.Name.EndsWith("Endpoints", StringComparison.Ordinal)
        from endpoint in field.GetValue(null) is EnergyEndpoint single
            ? [single]
            : field.FieldType.GetProperties().Where(static p => p.PropertyType == typeof(EnergyEndpoint)).Select(p => (EnergyEndpoint)p.GetValue(field.GetValue(null))!)
        select (Packages.Show(field), endpoint);

    // A declaration that does not fit a line goes on behind its sign of equality.
    private static IEnumerable<(string Place, string Text, string Declaration)> Lines(string package) =>
        from file in Directory.EnumerateFiles(Path.Combine(Sources, package), "*.cs", SearchOption.AllDirectories)
        let shown = Path.GetRelativePath(Sources, file).Replace('\\', '/')
        where !shown.Contains("/obj/", StringComparison.Ordinal)
        let lines = File.ReadAllLines(file)
        from line in lines.Select((text, index) => (Text: text, Number: index + 1, Before: index > 0 && lines[index - 1].EndsWith('=') ? lines[index - 1] : ""))
        where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select ($"{shown}:{line.Number}", line.Text, line.Before + line.Text);

    [GeneratedRegex("\"(?<name>(?:Stem|Sundaya|FlexMeasures|OpenCec|IOTile)\\.[A-Z]\\w+\\.[A-Z]\\w+)\"")]
    private static partial Regex OperationText();

    [GeneratedRegex(@"new Energy(Payload|Response|Transport|NotFound|Authentication|Conflict|RateLimit)Exception\(")]
    private static partial Regex FamilyException();
}
