using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Energy.Clients.Conventions.Tests;

public class ReachConventions
{
    [Fact]
    public void PublicType_IsReached()
    {
        var words = Words();
        var reached = Packages.PublicTypes.SelectMany(static t => Signatures(t).Where(used => used != t)).ToHashSet();
        var used = Packages.All.SelectMany(UsedFromElsewhere).ToHashSet(StringComparer.Ordinal);
        Packages.AssertNone(
            "No public signature, page of docs or README reaches this type. Make it internal, or write where a user meets it:",
            from type in Packages.PublicTypes
            where type.Assembly.EntryPoint is null && !reached.Contains(Definition(type)) && !words.Contains(type.Name.Split('`')[0]) && !Packages.IsClient(type)
                && !(type.IsAbstract && type.IsSealed && Packages.Methods(type).Any(m => words.Contains(m.Name)))
                && !(type.Namespace == "Energy.Clients.Authoring" && used.Contains(type.FullName!))
            select type.FullName);
    }

    // What only authors need is reached by their code.
    private static IEnumerable<string> UsedFromElsewhere(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}")];
    }

    private static HashSet<string> Words()
    {
        var root = Path.GetFullPath(Path.Combine(Packages.ProjectDirectory, "..", ".."));
        return Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "src"), "README.md", SearchOption.AllDirectories))
            .Append(Path.Combine(root, "README.md"))
            .SelectMany(static f => Regex.Matches(File.ReadAllText(f), @"\w+").Select(static m => m.Value))
            .ToHashSet(StringComparer.Ordinal);
    }

    // What a type shows of other types; a static class is reached by its methods' first arguments where they extend something.
    private static IEnumerable<Type> Signatures(Type type)
    {
        const BindingFlags Shown = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(Shown).Cast<MethodBase>().Concat(type.GetConstructors(Shown)).Where(static m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly).ToList();
        var types = methods.SelectMany(static m => m.GetParameters()).Select(static p => p.ParameterType)
            .Concat(methods.OfType<MethodInfo>().Select(static m => m.ReturnType))
            .Concat(type.GetFields(Shown).Where(static f => f.IsPublic || f.IsFamily).Select(static f => f.FieldType))
            .Concat(type.GetInterfaces())
            .Concat(type.GetCustomAttributesData().SelectMany(static a => a.ConstructorArguments).Select(static a => a.Value).OfType<Type>())
            .Concat(type.GetProperties(Shown)
                .SelectMany(static p => p.GetCustomAttributesData()).SelectMany(static a => a.ConstructorArguments).Select(static a => a.Value).OfType<Type>())
            .Append(type.BaseType ?? typeof(object));
        return types.SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(Definition(type))
        : [type];

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
