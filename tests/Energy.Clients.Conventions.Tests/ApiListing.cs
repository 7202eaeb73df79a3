using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Energy.Clients.Conventions.Tests;

/// <summary>The public API of an assembly as text, a line a type or member, in a stable order.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static IReadOnlyList<string> Of(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .OrderBy(static t => t.FullName, StringComparer.Ordinal)
            .SelectMany(static t => Members(t).Order(StringComparer.Ordinal).Prepend(Head(t))),
    ];

    private static string Head(Type type)
    {
        var kind = type switch
        {
            _ when type.IsAssignableTo(typeof(Delegate)) => "delegate",
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = new[] { type.BaseType }.Where(static b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b != typeof(MulticastDelegate))
            .Concat(type.GetInterfaces().Where(static i => i.IsVisible).OrderBy(static i => i.ToString(), StringComparer.Ordinal))
            .Select(static b => Show(b!))
            .ToList();
        return $"{kind} {type.Namespace}.{Show(type)}{(bases.Count == 0 || type.IsEnum ? "" : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        var owner = Show(type);
        if (type.IsEnum)
        {
            return Enum.GetNames(type)
                .Select(n => string.Create(CultureInfo.InvariantCulture, $"{owner}.{n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}"));
        }

        return Constructors(type, owner).Concat(Fields(type, owner)).Concat(Properties(type, owner)).Concat(Events(type, owner)).Concat(Methods(type, owner));
    }

    private static IEnumerable<string> Constructors(Type type, string owner) => type.GetConstructors(Declared).Where(static c => !c.IsStatic && IsVisible(c))
        .Select(c => $"{Access(c)}{owner}.{type.Name.Split('`')[0]}({Parameters(c)})");

    private static IEnumerable<string> Fields(Type type, string owner) => type.GetFields(Declared).Where(static f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly)
        .Select(f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{Show(f.FieldType)}"
            + $"{Mark(f.FieldType, Nullability.Create(f))} {owner}.{f.Name}{(f.IsLiteral ? " = " + Value(f.GetRawConstantValue()) : "")}");

    private static IEnumerable<string> Events(Type type, string owner) =>
        type.GetEvents(Declared).Where(static e => IsVisible(e.AddMethod!)).Select(e => $"event {Show(e.EventHandlerType!)} {owner}.{e.Name}");

    private static IEnumerable<string> Properties(Type type, string owner) =>
        from property in type.GetProperties(Declared)
        let get = property.GetMethod is { } g && IsVisible(g) ? g : null
        let set = property.SetMethod is { } s && IsVisible(s) ? s : null
        where (get ?? set) is not null && !property.Name.Contains('.', StringComparison.Ordinal)
        let index = property.GetIndexParameters() is { Length: > 0 } i ? $"[{string.Join(", ", i.Select(static p => Show(p.ParameterType)))}]" : ""
        let required = property.CustomAttributes.Any(static a => a.AttributeType.FullName == "System.Runtime.CompilerServices.RequiredMemberAttribute") ? "required " : ""
        select $"{Access((get ?? set)!)}{required}{Show(property.PropertyType)}{Mark(property.PropertyType, Nullability.Create(property))} {owner}.{property.Name}{index} {{ "
            + $"{(get is null ? "" : "get; ")}{(set is null ? "" : IsInit(set) ? "init; " : "set; ")}}}";

    private static IEnumerable<string> Methods(Type type, string owner) =>
        from method in type.GetMethods(Declared)
        where IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            && !method.Name.Contains('<', StringComparison.Ordinal) && !method.Name.Contains('.', StringComparison.Ordinal)
            && !(type.IsAssignableTo(typeof(Delegate)) && method.Name != "Invoke")
        let generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(static a => a.Name))}>" : ""
        select $"{Access(method)}{Show(method.ReturnType)}{Mark(method.ReturnType, Nullability.Create(method.ReturnParameter))} {owner}.{method.Name}{generic}("
            + $"{Parameters(method)})";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface || method.IsConstructor ? ""
            : method.IsAbstract ? "abstract "
            : method is MethodInfo { IsVirtual: true, IsFinal: false } m ? (m.GetBaseDefinition() == m ? "virtual " : "override ")
            : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select((p, i) =>
        (i == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + (p.IsOut ? "out " : p.IsIn && p.ParameterType.IsByRef
            ? "in " : p.ParameterType.IsByRef ? "ref " : p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")
        + Show(p.ParameterType)
        + Mark(p.ParameterType, Nullability.Create(p))
        + " " + p.Name
        + (p.HasDefaultValue ? " = " + Value(p.DefaultValue) : "")));

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Mark(Type type, NullabilityInfo info) =>
        !type.IsValueType && !(type.IsByRef && type.GetElementType()!.IsValueType) && (info.WriteState == NullabilityState.Nullable || info.ReadState == NullabilityState.Nullable)
        ? "?" : "";

    private static string Show(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsByRef || type.IsPointer)
        {
            return Show(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Show(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Show(underlying) + "?";
        }

        var name = type.Name.Split('`')[0];
        if (type is { IsNested: true, IsGenericParameter: false })
        {
            name = Show(type.DeclaringType!) + "." + name;
        }

        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Show))}>" : name;
    }
}
