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
    public void Sink_ReferencesOnlyCore() => Packages.AssertNone(
        "A sink stores any vendor's series, and brings nothing of the family but Core. Take the reference out of its project:",
        from assembly in Packages.All
        where assembly.GetExportedTypes().Any(static t => t.IsAssignableTo(typeof(IReadingSink))) && !Packages.Vendors.Contains(assembly) && assembly != Packages.Core
        from reference in References(assembly)
        where reference != Packages.CoreName
        select $"{Packages.NameOf(assembly)} -> {reference}");

    [Fact]
    public void Library_ReferencesNoTestOrServerPackage() => Packages.AssertNone(
        "A library's dependencies are its users' dependencies. Take this one out:",
        from assembly in Packages.Vendors.Append(Packages.Core)
        from reference in assembly.GetReferencedAssemblies()
        where reference.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || reference.Name == "Newtonsoft.Json"
        select $"{Packages.NameOf(assembly)} -> {reference.Name}");

    [Fact]
    public void PublicType_LivesInTheNamespaceOfItsPackage() => Packages.AssertNone(
        "One namespace a package, folders are none: Energy.Clients for Core (Energy.Clients.Authoring for what only authors of clients need), the package's name for the others "
            + "(and FlexMeasures.Messages), Microsoft.Extensions.DependencyInjection for registration. Change the namespace:",
        from type in Packages.PublicTypes
        let name = Packages.NameOf(type.Assembly)
        let expected = name == Packages.CoreName ? "Energy.Clients" : name
        where type.Namespace != expected && type.Namespace is not ("Energy.Clients.Authoring" or "Energy.Clients.FlexMeasures.Messages")
            && !(type.Namespace == "Microsoft.Extensions.DependencyInjection" && type.Name.EndsWith("ServiceCollectionExtensions", StringComparison.Ordinal))
        select type.FullName);

    [Fact]
    public void Model_HasPublicInit() => Packages.AssertNone(
        "A model that is made without a constructor's arguments has a public init on every stored property, so that users can make one in their tests. Give the property { get; "
            + "init; }:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        where IsRecordClass(type) && type.GetConstructor(Type.EmptyTypes) is not null
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

    [Fact]
    public void ValueType_HasOneShape() => Packages.AssertNone(
        "A value type that parses does so from chars and UTF-8, formats to both, and has converters for JSON and for configuration. Add what is missing:",
        from type in Packages.PublicTypes
        where type.IsValueType && Implements(type, typeof(IParsable<>))
        from missing in Missing(type)
        select $"{type.FullName}: {missing}");

    [Fact]
    public void TypeWithAText_IsThatTextInJsonAndInConfiguration() => Packages.AssertNone(
        "A type that parses is its text also where a serializer or the configuration's binder meets it: give it a JsonConverter and a TypeConverter:",
        from type in Packages.PublicTypes
        where !type.IsValueType && Implements(type, typeof(IParsable<>))
        from attribute in new[] { typeof(System.Text.Json.Serialization.JsonConverterAttribute), typeof(System.ComponentModel.TypeConverterAttribute) }
        where !type.IsDefined(attribute)
        select $"{type.FullName}: {attribute.Name}");

    [Fact]
    public void ValueType_IsOrderedAsItsText() => Packages.AssertNone(
        "A value type whose text has an order has it too: IComparable<T> and the operators. Add it, or write the reason here and in docs/architecture.md:",
        from type in Packages.PublicTypes

        // A month has no fixed length; a conversion is neither more nor less than another.
        where type.IsValueType && Implements(type, typeof(IParsable<>)) && type != typeof(IsoDuration) && type != typeof(Mdo)
        from contract in new[] { typeof(IComparable<>), typeof(System.Numerics.IComparisonOperators<,,>) }
        where !Implements(type, contract)
        select $"{type.FullName}: {contract.Name}");

    private static IEnumerable<string> Missing(Type type) =>
        new[] { typeof(ISpanParsable<>), typeof(IUtf8SpanParsable<>), typeof(IEquatable<>) }.Where(i => !Implements(type, i)).Select(static i => i.Name)
            .Concat(new[] { typeof(ISpanFormattable), typeof(IUtf8SpanFormattable) }.Where(i => !type.IsAssignableTo(i)).Select(static i => i.Name))
            .Concat(new[] { typeof(System.Text.Json.Serialization.JsonConverterAttribute), typeof(System.ComponentModel.TypeConverterAttribute) }
                .Where(a => !type.IsDefined(a)).Select(static a => a.Name));

    private static bool Implements(Type type, Type contract) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == contract);

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
