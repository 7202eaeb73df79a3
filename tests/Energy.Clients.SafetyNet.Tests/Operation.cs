using System.Reflection;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>A public operation, found by reflection from the type of its client.</summary>
/// <param name="Name">The groups that lead to it, its method and the types of its parameters.</param>
/// <param name="Method">The method.</param>
/// <param name="Group">Finds its group in a client.</param>
internal sealed record Operation(string Name, MethodInfo Method, Func<object, object> Group)
{
    /// <summary>All operations of a client and of its groups, nested ones too.</summary>
    public static IReadOnlyList<Operation> Of(Type client) =>
        [.. In(client, "", static c => c, [client]).OrderBy(static o => o.Name, StringComparer.Ordinal)];

    /// <summary>The name of a type as it is written in C#.</summary>
    public static string Show(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Show(value) + "?"
        : type == typeof(string) ? "string" : type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(bool) ? "bool" : type == typeof(double) ? "double"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Show))}>"
        : type.Name;

    public override string ToString() => Name;

    private static IEnumerable<Operation> In(Type type, string path, Func<object, object> find, HashSet<Type> seen)
    {
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(m => m.IsVirtual && !m.IsSpecialName))
        {
            if (IsAnswer(method.ReturnType))
            {
                var types = method.GetParameters().Select(static p => p.ParameterType).Where(static t => t != typeof(CancellationToken));
                yield return new Operation($"{path}{method.Name}({string.Join(", ", types.Select(Show))})", method, find);
            }
            else if (IsGroup(method.ReturnType, type) && seen.Add(method.ReturnType))
            {
                var arguments = Arguments.For(type, method, Fill.Minimal);
                foreach (var nested in In(method.ReturnType, $"{path}{method.Name}().", c => method.Invoke(find(c), arguments)!, seen))
                {
                    yield return nested;
                }
            }
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && IsGroup(p.PropertyType, type)))
        {
            foreach (var nested in In(property.PropertyType, $"{path}{property.Name}.", c => property.GetValue(find(c))!, seen))
            {
                yield return nested;
            }
        }
    }

    private static bool IsGroup(Type type, Type owner) => type.IsClass && type.Assembly == owner.Assembly && !type.IsAssignableTo(typeof(EnergyClient))
        && type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Concat(type.BaseType?.GetMethods() ?? []).Any(static m => m.IsVirtual && IsAnswer(m.ReturnType));

    private static bool IsAnswer(Type type) => type.IsAssignableTo(typeof(Task))
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        || Answer.ItemOf(type) is not null;
}
