using System.Reflection;

namespace Energy.Clients.Conventions.Tests;

/// <summary>Every assembly of the family, found beside this one, so that a new package is under the rules as soon as it is there.</summary>
internal static class Packages
{
    public const string CoreName = "Energy.Clients.Core";
    public const string EmulatorsName = "Energy.Clients.Emulators";

    private const string Prefix = "Energy.Clients";

    public static IReadOnlyList<Assembly> All { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, Prefix + "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(static name => !name!.EndsWith(".Tests", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static name => Assembly.Load(name!)),
    ];

    public static Assembly Core { get; } = typeof(Paged<>).Assembly;

    public static IReadOnlyList<Assembly> Vendors { get; } = [.. All.Where(static a => a.GetExportedTypes().Any(IsClient))];

    public static IEnumerable<Type> PublicTypes => All.SelectMany(static a => a.GetExportedTypes());

    public static string ProjectDirectory { get; } =
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!;

    public static string NameOf(Assembly assembly) => assembly.GetName().Name!;

    public static bool IsClient(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(EnergyClient));

    public static bool IsOurs(Assembly assembly) => NameOf(assembly).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The members that a type itself brings to its users: public, and protected ones of a type that can be derived from.</summary>
    public static IEnumerable<MethodInfo> Methods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(static m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);

    /// <summary>Whether the shape of a method is somebody else's: it overrides a member of the framework.</summary>
    public static bool IsInherited(MethodInfo method) => method.GetBaseDefinition().DeclaringType is { } origin && !IsOurs(origin.Assembly);

    /// <summary>Fails with one line for each offender and the way to mend it.</summary>
    public static void AssertNone(string remedy, IEnumerable<string> offenders)
    {
        var list = offenders.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(list.Count == 0, $"{remedy}\n  {string.Join("\n  ", list)}");
    }

    public static string Show(MemberInfo member) => $"{member.DeclaringType!.FullName}.{member.Name}";
}
