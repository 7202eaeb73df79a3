using System.Reflection;
using System.Runtime.CompilerServices;

namespace Energy.Clients.Conventions.Tests;

public class ShapeConventions
{
    [Fact]
    public void Family_HasItsPackages()
    {
        Assert.Contains(Packages.Core, Packages.All);
        Assert.NotEmpty(Packages.Vendors);
        Assert.Contains(Packages.All, a => Packages.NameOf(a) == Packages.EmulatorsName);
    }

    [Fact]
    public void Core_ReferencesNoOtherPackage() => Packages.AssertNone(
        "Core knows none of the packages above it. Take the reference out of its project:",
        References(Packages.Core).Select(r => $"{Packages.CoreName} -> {r}"));

    [Fact]
    public void VendorPackage_ReferencesOnlyCore() => Packages.AssertNone(
        "A vendor's package references Core and nothing else of the family: vendors never know each other, nor the emulators. Move what is shared to Core:",
        from vendor in Packages.Vendors
        from reference in References(vendor)
        where reference != Packages.CoreName
        select $"{Packages.NameOf(vendor)} -> {reference}");

    [Fact]
    public void Emulators_ReferenceOnlyCore() => Packages.AssertNone(
        "The emulators write the wire format themselves, so that client and emulator check each other. Take the reference out of their project:",
        from assembly in Packages.All
        where Packages.NameOf(assembly) == Packages.EmulatorsName
        from reference in References(assembly)
        where reference != Packages.CoreName
        select $"{Packages.EmulatorsName} -> {reference}");

    [Fact]
    public void Library_ReferencesNoTestOrServerPackage() => Packages.AssertNone(
        "A library's dependencies are its users' dependencies. Take this one out:",
        from assembly in Packages.Vendors.Append(Packages.Core)
        from reference in assembly.GetReferencedAssemblies()
        where reference.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || reference.Name == "Newtonsoft.Json"
        select $"{Packages.NameOf(assembly)} -> {reference.Name}");

    [Fact]
    public void PublicType_LivesInTheNamespaceOfItsPackage() => Packages.AssertNone(
        "One namespace a package, folders are none: Energy.Clients for Core, the package's name for the others, Microsoft.Extensions.DependencyInjection for registration. Change the namespace:",
        from type in Packages.PublicTypes
        let name = Packages.NameOf(type.Assembly)
        let expected = name == Packages.CoreName ? "Energy.Clients" : name
        where type.Namespace != expected && !(type.Namespace == "Microsoft.Extensions.DependencyInjection" && type.Name.EndsWith("ServiceCollectionExtensions", StringComparison.Ordinal))
        select type.FullName);

    [Fact]
    public void Model_HasPublicInit() => Packages.AssertNone(
        "A model is a record whose every stored property has a public init, so that users can make one in their tests. Give the property { get; init; }:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        where IsRecordClass(type)
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.SetMethod is { } set
            ? !set.IsPublic || !IsKept(property) && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            : type.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        select Packages.Show(property));

    [Fact]
    public void Operations_CanBeSubstituted() => Packages.AssertNone(
        "A resource group is unsealed, has a constructor that a substitute can call, and only virtual members. Change the class or member:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        where type.Name.EndsWith("Operations", StringComparison.Ordinal)
        from offender in Unsubstitutable(type)
        select offender);

    [Fact]
    public void Client_CanBeSubstituted() => Packages.AssertNone(
        "A client is unsealed, has a constructor that a substitute can call, and its groups and methods are virtual. Change the class or member:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        where Packages.IsClient(type)
        from offender in Unsubstitutable(type)
        select offender);

    [Fact]
    public void Client_HasItsRegistrationMethods() => Packages.AssertNone(
        "A client XClient is registered by AddXClient and AddKeyedXClient, each from code and from a configuration section, which return IHttpClientBuilder. Add the method:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        where Packages.IsClient(type)
        from name in new[] { "Add" + type.Name, "AddKeyed" + type.Name }
        from second in new[] { "IConfigurationSection", "Action`1" }
        where !type.Assembly.GetExportedTypes().SelectMany(Packages.Methods).Any(m =>
            m.Name == name && m.ReturnType.Name == "IHttpClientBuilder" && m.GetParameters().Any(p => p.ParameterType.Name == second))
        select $"{type.FullName}: {name}(… {second})");

    private static IEnumerable<string> Unsubstitutable(Type type)
    {
        if (type.IsSealed)
        {
            yield return type.FullName + " is sealed";
        }

        var constructors = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        if (!constructors.Any(static c => (c.IsPublic || c.IsFamily || c.IsFamilyOrAssembly) && c.GetParameters().Length == 0))
        {
            yield return type.FullName + " has no constructor without parameters";
        }

        foreach (var method in Packages.Methods(type).Where(static m => m is { IsPublic: true, IsStatic: false }))
        {
            // The scheme of a client's series is what it is, also for a substitute.
            if ((!method.IsVirtual || method.IsFinal) && method.Name != "get_" + nameof(ISeriesReader.SeriesScheme))
            {
                yield return Packages.Show(method);
            }
        }
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(static r => r.Name!)
        .Where(static name => name.StartsWith("Energy.Clients", StringComparison.Ordinal));

    // Generated JSON readers cannot set unknown members through an init.
    private static bool IsKept(PropertyInfo property) => property.IsDefined(typeof(System.Text.Json.Serialization.JsonExtensionDataAttribute));

    private static bool IsRecordClass(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;
}
