using System.Xml.Linq;

namespace Energy.Clients.Conventions.Tests;

public class DocumentationConventions
{
    [Fact]
    public void ClientGroupAndValueType_HaveAnExample() => Packages.AssertNone(
        "A user starts from a client, a group of operations or a value type: each shows its use. Give its documentation an <example> with <code>:",
        from type in Packages.PublicTypes
        where type.Assembly.EntryPoint is null && Packages.NameOf(type.Assembly) != Packages.EmulatorsName && IsWhereAUserStarts(type)
        where Documentation(type)?.Element("example")?.Element("code") is null
        select type.FullName);

    private static bool IsWhereAUserStarts(Type type) => Packages.IsClient(type)
        || (type.IsClass && !type.IsAbstract && type.Name.EndsWith("Operations", StringComparison.Ordinal))
        || (type.IsValueType && type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>)))
        || (type.IsValueType && type.GetProperties().Any(p => p.PropertyType == type && p.GetMethod is { IsStatic: true }) && type.Assembly != Packages.Core);

    private static XElement? Documentation(Type type) => Files.GetOrAdd(type.Assembly.Location)
        .GetValueOrDefault("T:" + type.FullName);

    private static class Files
    {
        private static readonly Dictionary<string, Dictionary<string, XElement>> Known = [];

        public static Dictionary<string, XElement> GetOrAdd(string assembly)
        {
            if (!Known.TryGetValue(assembly, out var members))
            {
                members = XDocument.Load(Path.ChangeExtension(assembly, ".xml")).Descendants("member").ToDictionary(static m => (string)m.Attribute("name")!);
                Known.Add(assembly, members);
            }

            return members;
        }
    }
}
